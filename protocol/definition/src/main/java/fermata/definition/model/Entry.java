package fermata.definition.model;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry point: where runs start, what starts them, and how many may be under way.
 *
 * @param node the node that a run starts at
 * @param trigger what starts runs once the definition is armed; absent where only somebody's asking
 *     does
 * @param concurrent the runs of this entry that may be under way at once, held ones included;
 *     absent means any number
 * @param overflow what becomes of a run beyond that number
 * @param input the fields of the input of a triggered run, computed from the event that triggered
 *     it
 */
public record Entry(
    NodeId node,
    @Nullable Trigger trigger,
    Isolation isolation,
    @Nullable Integer concurrent,
    Overflow overflow,
    SequencedMap<String, ValueTemplate> input) {

  /** The isolation of an entry that names none. */
  public static final Isolation ISOLATION = Isolation.SHARED;

  /** What an entry that names none does with a run beyond its number. */
  public static final Overflow OVERFLOW = Overflow.QUEUE;

  public Entry {
    input = Ordered.copyOf(input);
  }

  /** {@return this, fired by published events too; as it is where something else fires it} */
  public Entry firedBy(Trigger.Events events) {
    return switch (trigger) {
      case null -> firedBy(new Trigger.Published(List.of(events)));
      case Trigger.Published published -> firedBy(published.with(events));
      case Trigger.Cron _, Trigger.Every _, Trigger.Webhook _, Trigger.Files _ -> this;
    };
  }

  /**
   * {@return what computes the input of a run that somebody starts by hand with an event: of an
   * entry that only events with an input of their own fire, that of the first}
   */
  public SequencedMap<String, ValueTemplate> inputByHand() {
    return trigger instanceof Trigger.Published(var events)
            && input.isEmpty()
            && events.getFirst().input() != null
        ? events.getFirst().input()
        : input;
  }

  private Entry firedBy(Trigger.Published changed) {
    return new Entry(node, changed, isolation, concurrent, overflow, input);
  }

  /** {@return an entry with nothing but its node} */
  public static Entry at(NodeId node) {
    return new Entry(node, null, ISOLATION, null, OVERFLOW, Ordered.empty());
  }
}
