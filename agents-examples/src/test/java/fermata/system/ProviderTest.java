package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.ClientSettings;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.StreamItem;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.StartPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a provider of models: with a key, and killed while its text streams. */
class ProviderTest {

  private static final String KEY = "sk-test-ONLY-THE-PROVIDER-MAY-SEE-THIS";
  private static final Duration WAIT = Duration.ofSeconds(60);

  private static Provider provider;

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeAll
  static void open() throws IOException {
    provider = new Provider();
  }

  @AfterAll
  static void shut() {
    provider.close();
  }

  @BeforeEach
  void start() {
    fermata = new Fermata(folder);
    provider.offerTo(fermata, KEY);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void withAKeyTheExampleRunsOnTheProviderAndTheKeyIsWrittenNowhere() throws IOException {
    Path example = Fermata.example("release-notes", folder.resolve("notes"));
    provider.script(Files.readString(example.resolve("recordings/release-notes.script")));
    String agent = example.resolve("release-notes.agent.yaml").toString();
    Path recording = folder.resolve("new.ndjson");

    Fermata.Ended held =
        fermata.run("run", agent, "--json", "--record", recording.toString()).expect(3);
    assertThat(ExamplesTest.types(held)).doesNotContain("warning");
    assertThat(provider.requests()).hasSize(2).allMatch(line -> line.contains(KEY));
    fermata.run("answer", ExamplesTest.session(held), "yes", "--follow").expect(0);
    assertThat(example.resolve("RELEASE-NOTES.md")).exists();
    assertThat(recording).isNotEmptyFile();
    assertThat(filesWith(KEY)).isEmpty();
  }

  @Test
  void aKillWhileTextStreamsLosesNothingThatWasStoredAndAsksAgain() throws Exception {
    provider.script(
        """
        reply
          text The first answer has begun
          wait never
        reply
          text The second answer.
          usage 10 3
        """);
    Path agent =
        Files.writeString(
            folder.resolve("talk.agent.yaml"),
            """
            agent: talk
            model: openai/gpt-5-mini
            limits: {cost_usd: 1}
            output: {said: {type: string, from: "${{ nodes.say.text }}"}}
            nodes:
              say: {prompt: Say something.}
            """);
    Fermata.Ended started = fermata.run("run", agent.toString(), "--detach", "--json").expect(0);
    String session = ExamplesTest.session(started);
    var texts = new ArrayList<String>();
    try (FermataClient client = FermataClient.connect(settings());
        EventStream stream = client.events(session, new StartPosition.Start())) {
      awaitText(stream, texts);
    }
    fermata.killDaemon();
    fermata.run("daemon", "start").expect(0);

    try (Watch watch = new Watch(fermata, session)) {
      JsonNode completed = watch.until("run.completed");
      assertThat(completed.path("data").path("output").path("said").asText())
          .isEqualTo("The second answer.");
      assertThat(watch.types()).contains("model.lost", "run.interrupted");
      assertThat(watch.types().stream().filter(type -> type.equals("message.completed")))
          .hasSize(1);
      KillTest.assertWhole(watch.events());
    }
    assertThat(String.join("", texts)).isEqualTo("The first answer has begun");
    assertThat(provider.requests()).hasSize(2);
  }

  private static void awaitText(EventStream stream, List<String> texts) throws Exception {
    while (!String.join("", texts).endsWith("begun")) {
      StreamItem item = stream.next(WAIT).orElseThrow(() -> new AssertionError("no text came"));
      if (item instanceof StreamItem.Piece(var piece)
          && piece instanceof fermata.wire.event.Ephemeral.Delta delta) {
        texts.add(delta.text());
      }
    }
  }

  private ClientSettings settings() {
    return ClientSettings.of(
        new HashMap<>(fermata.environment()), new ClientIdentity("test", "0", null));
  }

  private List<Path> filesWith(String secret) throws IOException {
    byte[] wanted = secret.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, wanted)).toList();
    }
  }

  private static boolean contains(Path file, byte[] wanted) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
