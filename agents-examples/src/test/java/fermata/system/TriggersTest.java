package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Triggers of a real daemon: a request, a file, a schedule, and what a dead daemon leaves armed.
 */
class TriggersTest {

  private static final String AGENT =
      """
      agent: watcher
      input: {what: {type: string}}
      entries:
        default:
          node: note
          input: {what: "${{ event.what }}"}
          trigger: {webhook: {path: /watch}}
        inbox:
          node: note
          input: {what: "${{ event.paths[0] }}"}
          trigger: {file: {paths: ["inbox/*"], debounce: 100ms}}
        often:
          node: note
          concurrent: 1
          input: {what: "${{ event.kind }}"}
          trigger: {every: 1s}
      output: {what: {type: string}}
      nodes:
        note: {set: {what: "${{ input.what }}"}}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder).with("FERMATA_IDLE_EXIT", "1s");
    Files.createDirectories(folder.resolve("inbox"));
    agent = Files.writeString(folder.resolve("watcher.agent.yaml"), AGENT);
  }

  @AfterEach
  void stop() {
    fermata.run("triggers", "disarm", "watcher");
    fermata.close();
  }

  @Test
  void startRunsAndSurviveTheDeathOfTheDaemon() throws Exception {
    fermata.run("triggers", "arm", agent.toString()).expect(0);
    JsonNode listed = fermata.run("triggers", "--json").expect(0).json();
    assertThat(post(listed.path("webhooks").asText() + "/watch").statusCode()).isEqualTo(202);
    Files.writeString(folder.resolve("inbox").resolve("a.txt"), "a");
    awaitFire("default");
    awaitFire("inbox");
    awaitFire("often");

    assertThat(entry("default").has("dueAt")).as("a request has no time").isFalse();

    ProcessHandle daemon = fermata.daemon().orElseThrow();
    String before = entry("often").path("firedAt").asText();
    assertThat(daemon.destroyForcibly()).isTrue();
    daemon.onExit().get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !entry("often").path("firedAt").asText().equals(before));
    JsonNode again = fermata.run("triggers", "--json").expect(0).json();
    assertThat(again.path("webhooks")).isEqualTo(listed.path("webhooks"));
    fermata.run("triggers", "fire", "watcher/often", "--event", "{\"kind\": \"wish\"}").expect(0);
    assertThat(fermata.run("triggers").expect(0).out()).contains("AGENT", "watcher", "every");

    assertThat(fermata.run("triggers", "pause", "watcher/often").expect(0).err())
        .contains("often paused, until fermata triggers resume");
    assertThat(entry("often").has("pausedAt")).isTrue();
    assertThat(fermata.run("triggers").expect(0).out()).contains("paused");
    assertThat(fermata.run("triggers", "pause", "watcher").expect(0).err())
        .contains("default, inbox paused");
    assertThat(fermata.run("triggers", "missed").expect(0).out()).contains("often");
    assertThat(fermata.run("triggers", "resume", "watcher").expect(0).err())
        .contains("default, inbox, often fires again");
  }

  private void awaitFire(String name) {
    await().atMost(Duration.ofSeconds(30)).until(() -> entry(name).has("run"));
  }

  private JsonNode entry(String name) {
    for (JsonNode one : fermata.run("triggers", "--json").expect(0).json().path("triggers")) {
      if (one.path("entry").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no trigger of entry " + name);
  }

  private static HttpResponse<String> post(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.ofString("{\"what\": \"request\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
