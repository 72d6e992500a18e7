package fermata.wire.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.event.EncodedEvent;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.EventTypes;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.MessageEncoder;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EncodedBatch;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.PayloadSize;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written once for many is what would be written for each. */
final class EncodedEventTest {

  @Test
  void areWrittenAsRecordsAreWritten() throws IOException {
    for (JsonNode example :
        new Golden("notifications/events-batch", "params", EventsBatchParams.class).examples()) {
      var batch = Json.read(example, EventsBatchParams.class);
      List<EncodedEvent> events = new ArrayList<>();
      for (EventEnvelope event : batch.events()) {
        events.add(encoded(event));
      }
      long before = batch.events().isEmpty() ? batch.last() : 0;
      assertThat(new String(encoded(batch, events, before).notification(), UTF_8))
          .isEqualTo(
              new String(MessageEncoder.notification(Methods.EVENTS_BATCH.name(), batch), UTF_8));
    }
  }

  @Test
  void countAsMuchAsRecordsDo() throws IOException {
    for (var type : EventTypes.ALL) {
      for (JsonNode data : new Golden("events/" + type.name(), "data", type.data()).examples()) {
        var event = EventEnvelope.of(7, Instant.EPOCH, Json.read(data, type.data()));
        var batch = new EventsBatchParams("s1", List.of(event), List.of(), 7, "e1.7", "e1.7", null);
        assertThat(encoded(batch, List.of(encoded(event)), 0).size())
            .as(type.name())
            .isEqualTo(PayloadSize.of(batch));
      }
    }
  }

  @Test
  void tellWhereTheyBelong() throws IOException {
    EventEnvelope event =
        new EventEnvelope(
            3,
            null,
            Instant.EPOCH,
            "step.started",
            1,
            "r1",
            "s3",
            "review",
            List.of("each", "review"),
            null,
            null,
            null,
            Json.mapper().createObjectNode().put("step", "s3"));
    assertThat(encoded(event).run()).isEqualTo("r1");
    assertThat(encoded(event).path()).containsExactly("each", "review");
    assertThat(encoded(event).envelope()).isEqualTo(event);
    assertThat(encoded(event.withStep("s3", "say")).path()).containsExactly("each", "review");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"data\":1}", "{\"data\":{}}x", " {\"data\":{}}"})
  void areNotMadeOfWhatIsNoEvent(String members) {
    assertThatThrownBy(() -> EncodedEvent.of(1, Instant.EPOCH, "x", 1, members))
        .isInstanceOf(IOException.class);
  }

  private static EncodedEvent encoded(EventEnvelope event) throws IOException {
    ObjectNode members = Json.toTree(event);
    members.remove(List.of("seq", "prev", "at", "type", "v"));
    return EncodedEvent.of(event.seq(), event.at(), event.type(), event.v(), members.toString());
  }

  private static EncodedBatch encoded(
      EventsBatchParams batch, List<EncodedEvent> events, long before) {
    return new EncodedBatch(
        batch.sub(), events, before, batch.deltas(), batch.through(), batch.head(), batch.synced());
  }
}
