package fermata.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.DisplayView;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.EventTypes;
import fermata.wire.json.Json;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.PayloadSize;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PayloadSizeTest {

  @Test
  void isNeverMoreThanTheBytesOfTheFrame() {
    for (var type : EventTypes.ALL) {
      for (JsonNode data : new Golden("events/" + type.name(), "data", type.data()).examples()) {
        var event =
            new EventEnvelope(
                1,
                0L,
                Instant.EPOCH,
                type.name(),
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                data.deepCopy());
        EventsBatchParams batch = batch(List.of(event), List.of());
        assertThat(PayloadSize.of(batch)).isLessThanOrEqualTo(Json.toBytes(batch).length);
      }
    }
  }

  @Test
  void countsTheTextsOfPieces() {
    var delta = new Ephemeral.Delta("s", "r", "i", "text", 0, "é😀", 1);
    var progress = new Ephemeral.Progress("s", "r", "c", "half", 1.0, 2.0, 1);
    assertThat(PayloadSize.of(batch(List.of(), List.of(delta, progress)))).isEqualTo(3 + 4);
    var shown = new DisplayView("d", Json.mapper().createObjectNode().put("text/plain", "five!"));
    var showing = new Ephemeral.Progress("s", "r", "c", "half", null, null, 1, List.of(shown));
    assertThat(PayloadSize.of(batch(List.of(), List.of(showing)))).isEqualTo(4 + 5);
  }

  @Test
  void countsTheTextsAndScalarsOfEvents() {
    var data = Json.mapper().createObjectNode().put("text", "four").put("count", 12345);
    data.putArray("list").add(true).addObject().put("x", "yz");
    var event =
        new EventEnvelope(
            1, 0L, Instant.EPOCH, "x", 1, null, null, null, null, null, null, null, data);
    assertThat(PayloadSize.of(batch(List.of(event, event), List.of())))
        .isEqualTo(2 * (4 + 1 + 1 + 2));
  }

  private static EventsBatchParams batch(List<EventEnvelope> events, List<Ephemeral> pieces) {
    return new EventsBatchParams("s1", events, pieces, 1, "e1.1", "e1.1", null);
  }
}
