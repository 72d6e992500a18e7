package fermata.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.NewEvent;
import fermata.daemon.store.StoredEvent;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of events, over the events of the journals that are kept for ever. */
final class JournalRecordsTest {

  private static final JournalId SESSION = new JournalId("s");

  static Stream<Path> journals() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/fermata/daemon/journals"))) {
      return files.filter(file -> file.toString().endsWith(".session.jsonl")).toList().stream();
    }
  }

  private static List<StoredEvent> events(Path journal) throws IOException {
    var events = new ArrayList<StoredEvent>();
    for (String line : Files.readAllLines(journal)) {
      JsonNode record = Json.mapper().readTree(line);
      String type = record.path("type").asText().substring("fermata.".length());
      if (!type.startsWith("export.")) {
        events.add(
            new StoredEvent(
                record.path("id").asLong(),
                Instant.parse(record.path("time").asText()),
                type,
                record.path("v").asInt(),
                record.path("data").toString()));
      }
    }
    assertThat(events).isNotEmpty();
    return events;
  }

  @ParameterizedTest
  @MethodSource("journals")
  void areWrittenAsTheyWereRead(Path journal) throws IOException {
    for (StoredEvent stored : events(journal)) {
      EventEnvelope event = JournalRecords.decode(SESSION, stored);
      NewEvent written =
          JournalRecords.encode(event.fact(), event.run(), placesOf(event), event.cause());
      assertThat(Json.mapper().readTree(written.body()))
          .isEqualTo(Json.mapper().readTree(stored.body()));
    }
  }

  @ParameterizedTest
  @MethodSource("journals")
  void areLinesWithoutBeingTakenApart(Path journal) throws IOException {
    for (StoredEvent stored : events(journal)) {
      EventEnvelope event = JournalRecords.decode(SESSION, stored);
      assertThat(Json.mapper().readTree(JournalRecords.toLine(stored)))
          .isEqualTo(Json.mapper().readTree(Json.toText(event)));
      assertThat(Json.toText(event)).isEqualTo(Json.toTree(event).toString());
    }
  }

  private static Map<String, StepPlace> placesOf(EventEnvelope event) {
    String step = event.step();
    String node = event.node();
    return step == null || node == null ? Map.of() : Map.of(step, StepPlace.of(node, event.path()));
  }
}
