package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.StreamItem;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.StartPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transcripts of {@code protocol/transcripts}, played by the Java client; that of TypeScript
 * plays the same.
 */
final class TranscriptsTest {

  private static final Path TRANSCRIPTS = Fermata.root().resolve("protocol/transcripts");
  private static final Duration FOLLOW_MAX = Duration.ofSeconds(20);
  private static final Pattern NAME = Pattern.compile("<([a-z]+)>");

  private final Map<String, String> names = new HashMap<>();
  @TempDir Path folder;
  private Fermata fermata;

  static Stream<String> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @BeforeEach
  void start() {
    fermata = new Fermata(folder);
    fermata.run("daemon", "start").expect(0);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void plays(String name) throws IOException, InterruptedException {
    JsonNode transcript = Json.mapper().readTree(TRANSCRIPTS.resolve(name).toFile());
    for (Map.Entry<String, JsonNode> file : transcript.path("files").properties()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().asText());
    }
    names.put("folder", folder.toString());
    var identity = new ClientIdentity("transcripts", "1", null);
    try (var client = FermataClient.connect(ClientSettings.of(fermata.environment(), identity))) {
      for (JsonNode step : transcript.path("steps")) {
        play(client, step);
      }
    }
  }

  private void play(FermataClient client, JsonNode step) throws InterruptedException, IOException {
    if (step.has("kill")) {
      fermata.killDaemon();
      fermata.run("daemon", "start").expect(0);
    } else if (step.has("follow")) {
      follow(client, filled(step.path("follow")), step.path("events"));
    } else {
      String name = step.path("call").asText();
      call(client, Methods.find(name).orElseThrow(), step);
    }
  }

  private <P, R> void call(FermataClient client, RpcMethod<P, R> method, JsonNode step)
      throws IOException {
    P params = Json.read(filled(step.path("params")), method.params());
    if (!step.has("error")) {
      ObjectNode result = Json.toTree(client.call(method, params));
      assertFits(result, step.path("result"), method.name());
      return;
    }
    assertThatThrownBy(() -> client.call(method, params))
        .as(method.name())
        .isInstanceOfSatisfying(
            FermataException.Refused.class,
            refused -> {
              ObjectNode error = Json.mapper().createObjectNode();
              error.put("code", refused.error().code()).put("kind", refused.error().kind());
              error.put("retryable", refused.isRetryable()).set("data", refused.error().data());
              assertFits(error, step.path("error"), method.name());
            });
  }

  private void follow(FermataClient client, JsonNode where, JsonNode expected)
      throws InterruptedException {
    StartPosition from =
        where.has("cursor")
            ? new StartPosition.After(where.path("cursor").asText())
            : new StartPosition.Start();
    try (var stream = client.events(where.path("session").asText(), from)) {
      int count = 0;
      while (count < expected.size()) {
        if (stream.next(FOLLOW_MAX).orElseThrow()
            instanceof StreamItem.Event(EventEnvelope event)) {
          assertFits(Json.toTree(event), expected.get(count), "event " + count);
          count++;
        }
      }
    }
  }

  /** {@return params with what their names stand for} */
  private JsonNode filled(JsonNode value) throws IOException {
    String text =
        NAME.matcher(value.toString())
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(names.getOrDefault(found.group(1), found.group())));
    return Json.mapper().readTree(text);
  }

  private void assertFits(@Nullable JsonNode actual, JsonNode expected, String place) {
    if (expected.isTextual() && NAME.matcher(expected.textValue()).matches()) {
      assertNamed(actual, expected.textValue().replaceAll("[<>]", ""), place);
    } else if (expected.isArray()) {
      assertThat(actual).as(place).isNotNull().hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertFits(Objects.requireNonNull(actual).get(i), expected.get(i), place + "/" + i);
      }
    } else if (expected.isObject()) {
      assertThat(actual).as(place).isNotNull();
      expected
          .properties()
          .forEach(
              each ->
                  assertFits(
                      Objects.requireNonNull(actual).get(each.getKey()),
                      each.getValue(),
                      place + "/" + each.getKey()));
    } else {
      assertThat(String.valueOf(actual)).as(place).isEqualTo(expected.toString());
    }
  }

  private void assertNamed(@Nullable JsonNode actual, String name, String place) {
    assertThat(actual).as(place).isNotNull();
    if (!name.equals("any")) {
      String text = Objects.requireNonNull(actual).textValue();
      assertThat(text).as(place).isNotNull().isEqualTo(names.getOrDefault(name, text));
      names.put(name, text);
    }
  }
}
