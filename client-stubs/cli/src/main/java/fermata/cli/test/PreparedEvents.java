package fermata.cli.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.follow.Follower.Patience;
import fermata.client.FermataClient;
import fermata.wire.event.RunFact;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsPublishParams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of a test: the next one is published each time the run is held until an event comes.
 *
 * <p>Where the test wants a run that is held, a wait for which there is none ends it. Confined to
 * one thread.
 */
final class PreparedEvents implements Patience {

  private final FermataClient client;
  private final boolean endsHeld;
  private final Deque<ObjectNode> events;
  private RunFact.@Nullable Held served;

  /**
   * @param endsHeld whether the test wants a run that is held
   */
  PreparedEvents(FermataClient client, List<ObjectNode> events, boolean endsHeld) {
    this.client = client;
    this.events = new ArrayDeque<>(events);
    this.endsHeld = endsHeld;
  }

  @Override
  @SuppressWarnings(
      "ReferenceEquality") // The same reasons may come again, and that is another wait.
  public boolean isPatient(RunFact.Held held) {
    if (held == served) {
      return true;
    }
    boolean waitsForEvent = held.reasons().stream().anyMatch(it -> it.startsWith("event:"));
    if (waitsForEvent && !events.isEmpty()) {
      served = held;
      publish(events.remove());
      return true;
    }
    boolean waits =
        waitsForEvent || held.reasons().stream().anyMatch(it -> it.startsWith("timer:wait:"));
    return !(waits && endsHeld);
  }

  private void publish(ObjectNode event) {
    var tags = new ArrayList<String>();
    event.path("tags").forEach(tag -> tags.add(tag.asText()));
    client.call(
        Methods.EVENTS_PUBLISH,
        new EventsPublishParams(
            event.path("schema").asText(),
            event.path("data") instanceof ObjectNode data ? data : null,
            tags,
            null,
            UUID.randomUUID().toString()));
  }
}
