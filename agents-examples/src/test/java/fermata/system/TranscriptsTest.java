package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.CallOptions;
import fermata.client.CallProgress;
import fermata.client.ClientSettings;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.Hint;
import fermata.client.HintStream;
import fermata.client.StreamItem;
import fermata.wire.event.EventChain;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.SnapshotView;
import fermata.wire.method.events.StartPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private static final Duration FOLLOW_MAX = Duration.ofMinutes(2);
  private static final Pattern NAME = Pattern.compile("<([a-z]+)>");

  private final Map<String, String> names = new HashMap<>();
  @TempDir Path folder;
  private Fermata fermata;
  private @Nullable HintStream hints;

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
    try (var client = FermataClient.connect(settings())) {
      for (JsonNode step : transcript.path("steps")) {
        play(client, step);
      }
    }
  }

  private ClientSettings settings() {
    return ClientSettings.of(fermata.environment(), new ClientIdentity("transcripts", "1", null));
  }

  private void play(FermataClient client, JsonNode step) throws InterruptedException, IOException {
    if (step.has("kill")) {
      fermata.killDaemon();
      fermata.run("daemon", "start").expect(0);
    } else if (step.has("follow")) {
      try (var stream = client.events(where(step.path("follow")))) {
        follow(stream, step.path("events"));
      }
    } else if (step.has("connect")) {
      connect(step.path("connect"), step.path("events"));
    } else if (step.has("snapshot")) {
      snapshot(client, step.path("snapshot"), step.path("result"));
    } else if (step.has("verify")) {
      verify(client, filled(step.path("verify")).asText());
    } else if (step.has("hints")) {
      hints = client.hints();
    } else if (step.has("hint")) {
      hint(filled(step.path("hint")).asText());
    } else {
      String name = step.path("call").asText();
      call(client, Methods.find(name).orElseThrow(), step);
    }
  }

  private <P, R> void call(FermataClient client, RpcMethod<P, R> method, JsonNode step)
      throws IOException {
    P params = Json.read(filled(step.path("params")), method.params());
    List<CallProgress> heard = new CopyOnWriteArrayList<>();
    CallOptions options = options(step, heard);
    if (!step.has("error")) {
      ObjectNode result = Json.toTree(client.call(method, params, options));
      assertFits(result, step.path("result"), method.name());
      assertThat(heard)
          .isEqualTo(step.path("progress").valueStream().map(TranscriptsTest::progress).toList());
      return;
    }
    assertThatThrownBy(() -> client.call(method, params, options))
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

  private static CallOptions options(JsonNode step, List<CallProgress> heard) {
    CallOptions options = CallOptions.NONE;
    if (step.has("trace")) {
      options = options.withTrace(step.path("trace").asText());
    }
    return step.has("progress") ? options.withProgress(heard::add) : options;
  }

  private static CallProgress progress(JsonNode told) {
    return new CallProgress(
        told.path("message").asText(),
        told.path("value").asDouble(),
        told.path("total").asDouble());
  }

  private EventsSubscribeParams where(JsonNode followed) throws IOException {
    JsonNode where = filled(followed);
    StartPosition from =
        where.has("cursor")
            ? new StartPosition.After(where.path("cursor").asText())
            : new StartPosition.Start();
    return EventsSubscribeParams.of(where.path("session").asText(), from);
  }

  private void follow(EventStream stream, JsonNode expected) throws InterruptedException {
    int count = 0;
    while (count < expected.size()) {
      if (stream.next(FOLLOW_MAX).orElseThrow() instanceof StreamItem.Event(EventEnvelope event)) {
        assertFits(Json.toTree(event), expected.get(count), "event " + count);
        count++;
      }
    }
  }

  /** Another client, whose streams are opened with its connection. */
  private void connect(JsonNode followed, JsonNode expected)
      throws IOException, InterruptedException {
    List<EventsSubscribeParams> follow = new ArrayList<>();
    for (JsonNode each : followed) {
      follow.add(where(each));
    }
    try (var client = FermataClient.connect(settings(), follow)) {
      assertThat(client.followed()).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        follow(client.followed().get(i), expected.get(i));
      }
    }
  }

  private void snapshot(FermataClient client, JsonNode followed, JsonNode expected)
      throws IOException, InterruptedException {
    SnapshotView view = Json.read(followed.path("view"), SnapshotView.class);
    var wanted = where(followed).from(new StartPosition.Now()).viewing(view);
    try (var stream = client.events(wanted)) {
      assertThat(stream.next(FOLLOW_MAX))
          .hasValueSatisfying(
              item -> {
                var snapshot = ((StreamItem.Snapshot) item).snapshot();
                assertFits(Json.toTree(snapshot), expected, "snapshot");
              });
    }
  }

  /** What a follower is given adds up to what is stored, and no less does. */
  private void verify(FermataClient client, String session) throws InterruptedException {
    EventChain chain = EventChain.START;
    try (var stream = client.events(session, new StartPosition.Start())) {
      StreamItem item = stream.next(FOLLOW_MAX).orElseThrow();
      while (!(item instanceof StreamItem.Synced)) {
        if (item instanceof StreamItem.Event(EventEnvelope event)) {
          assertThat(client.chain(session, null)).isNotEqualTo(chain);
          chain = chain.with(event);
        }
        item = stream.next(FOLLOW_MAX).orElseThrow();
      }
      assertThat(client.chain(session, stream.cursor().toString())).isEqualTo(chain);
    }
  }

  private void hint(String expected) throws InterruptedException {
    boolean isThere = false;
    while (!isThere) {
      Hint hint = Objects.requireNonNull(hints).next(FOLLOW_MAX).orElseThrow();
      isThere =
          expected.equals("sweep")
              ? hint.sweep()
              : hint.changed().stream().anyMatch(each -> each.session().equals(expected));
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
