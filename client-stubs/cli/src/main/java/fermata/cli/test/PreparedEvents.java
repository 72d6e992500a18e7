package fermata.cli.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.follow.Follower.Patience;
import fermata.cli.question.Question;
import fermata.client.FermataClient;
import fermata.wire.event.RunFact;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonSkipParams;
import fermata.wire.method.daemon.DaemonSkipResult;
import fermata.wire.method.events.EventsPublishParams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens while the run of a test waits: the next events are published each time it is held
 * until one comes, and time passes at once where it waits for nothing else.
 *
 * <p>Where the test wants a run that is held, a wait for which there is no event ends it. Confined
 * to one thread.
 */
final class PreparedEvents implements Patience {

  private final FermataClient client;
  private final String session;
  private final boolean endsHeld;
  private final Set<String> unanswered;
  private final Deque<List<ObjectNode>> events;
  private final Set<String> leftOpen = new HashSet<>();
  private RunFact.@Nullable Held served;

  PreparedEvents(FermataClient client, String session, AgentTest test) {
    this.client = client;
    this.session = session;
    this.endsHeld = "held".equals(test.expected().status());
    this.unanswered = test.unanswered();
    this.events = new ArrayDeque<>(test.publish());
  }

  @Override
  public boolean isLeftOpen(Question question) {
    boolean isLeft = unanswered.contains(question.node());
    if (isLeft) {
      leftOpen.add("question:" + question.id());
    }
    return isLeft;
  }

  @Override
  @SuppressWarnings(
      "ReferenceEquality") // The same reasons may come again, and that is another wait.
  public boolean isPatient(RunFact.Held held, long seq) {
    boolean waitsForEvent = held.reasons().stream().anyMatch(it -> it.startsWith("event:"));
    if (held != served && waitsForEvent && !events.isEmpty()) {
      served = held;
      events.remove().forEach(this::publish);
      return true;
    }
    boolean isLeftOpen = held.reasons().stream().anyMatch(leftOpen::contains);
    if (endsHeld && !isLeftOpen) {
      boolean waits =
          waitsForEvent || held.reasons().stream().anyMatch(it -> it.startsWith("timer:wait:"));
      return held == served || !waits;
    }
    DaemonSkipResult skipped = client.call(Methods.DAEMON_SKIP, new DaemonSkipParams(session, seq));
    return skipped.moved() || skipped.busy();
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
