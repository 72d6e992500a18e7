package fermata.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.MessageFact;
import fermata.wire.event.MessageRole;
import fermata.wire.event.ModelFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.StepStatus;
import fermata.wire.event.TokenUsage;
import fermata.wire.event.ToolFact;
import fermata.wire.event.Usage;
import fermata.wire.method.events.ItemView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an item from its first event to its last. */
final class ItemTrackTest {

  private static final Instant AT = Instant.parse("2026-11-21T07:01:45.947Z");
  private static final TokenUsage NO_TOKENS = new TokenUsage(0, 0, null, null, null);
  private static final Failure WHY = new Failure("server", "gone", true, null, null, null, null);

  private final ItemTrack track = new ItemTrack();
  private long seq;

  private void happens(EventData fact) {
    EventEnvelope event = EventEnvelope.of(++seq, AT, fact).withRun("r").withStep("s1", "draft");
    track.goOn(event);
    track.begin(event, _ -> true);
  }

  private ItemView only() {
    assertThat(track.items()).hasSize(1);
    return track.items().iterator().next();
  }

  private static ModelFact.Started model(int attempt) {
    return new ModelFact.Started("s1", "c1", "local/small", attempt, "i1", AT, NO_TOKENS);
  }

  @Test
  void isOneMessageHoweverOftenItsRequestIsMade() {
    happens(model(1));
    assertThat(only().open()).isTrue();
    happens(new ModelFact.Failed("s1", "c1", WHY, false));
    happens(model(2));
    assertThat(only().lastSeq()).isEqualTo(3);
    happens(
        new MessageFact.Completed(
            "s1",
            "c1",
            "i1",
            MessageRole.ASSISTANT,
            "x".repeat(199) + "😀",
            null,
            List.of(),
            "stop",
            NO_TOKENS,
            null));
    assertThat(only().open()).isFalse();
    assertThat(only().type()).isEqualTo("message.completed");
    assertThat(only().text()).as("no half of a pair").isEqualTo("x".repeat(199));
    assertThat(track.isAnyOpen()).isFalse();
  }

  @Test
  void mayBeTriedAgainUntilItsStepHasEnded() {
    var args = JsonNodeFactory.instance.objectNode();
    happens(new ToolFact.Requested("s1", "c1", "files.write", args, null));
    happens(new ToolFact.Failed("s1", "c1", "files.write", WHY, false));
    assertThat(only().open()).isFalse();
    happens(new ToolFact.Started("s1", "c1", "files.write", 2, "k", AT));
    assertThat(only().open()).isTrue();
    happens(new ToolFact.Failed("s1", "c1", "files.write", WHY, false));
    assertThat(track.isAnyOpen()).as("there may be a third attempt").isTrue();
    happens(new StepFact.Finished("s1", "draft", StepStatus.FAILURE, null, WHY, 0));
    assertThat(track.isAnyOpen()).isFalse();
    assertThat(only().type()).isEqualTo("tool.failed");
  }

  @Test
  void isNotOpenWhenItsRunHasEnded() {
    happens(model(1));
    happens(new RunFact.Cancelled("enough", "ann", new Usage(0, 0, 0, 0, BigDecimal.ZERO, 0), 1));
    assertThat(only().open()).isFalse();
    assertThat(only().type()).isEqualTo("model.started");
  }
}
