package fermata.definition.model;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Published events that an agent sees without being asked. */
public sealed interface Subscription {

  /** How many events of a context there are at most. */
  int LATEST_MAX = 100;

  /** {@return which events} */
  EventSelector on();

  /**
   * Events that start runs.
   *
   * @param entry the name of the entry point
   * @param input the fields of the input of these runs, computed from the event; absent where the
   *     entry point computes them
   */
  record Triggering(
      EventSelector on, String entry, @Nullable SequencedMap<String, ValueTemplate> input)
      implements Subscription {

    public Triggering {
      input = input == null ? null : Ordered.copyOf(input);
    }
  }

  /**
   * Events that are there when something else starts a run.
   *
   * @param name expressions read {@code context.name}
   * @param latest how many of them
   */
  record Context(EventSelector on, String name, int latest) implements Subscription {}
}
