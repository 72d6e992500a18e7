package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as its command, a browser's kind of client and a system that starts it see it. */
class DaemonCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocol\":[\"1.0.0\"],"
          + "\"client\":{\"name\":\"test\",\"version\":\"1\"}}}";

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void listensAtAPortWhenItIsTold() throws Exception {
    JsonNode status =
        fermata.run("daemon", "start", "--listen", "127.0.0.1:0", "--json").expect(0).json();
    JsonNode endpoint = status.at("/endpoints/1");
    URI url = URI.create(endpoint.get("url").asText());
    String token = Files.readString(Path.of(endpoint.get("tokenFile").asText())).strip();
    try (var http = HttpClient.newHttpClient()) {
      var health =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.getPort() + "/healthz"))
              .build();
      assertThat(http.send(health, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("ok\n");
      assertThat(reply(http, url, token).at("/result/principal/scopes")).hasSize(4);
    }
    assertThat(fermata.run("daemon", "status").expect(0).out()).contains(url.toString());
    assertThat(fermata.run("daemon", "start", "--listen", "127.0.0.1:1").expect(1).err())
        .contains("restart --listen 127.0.0.1:1");
    assertThat(fermata.run("daemon", "restart", "--listen", "0.0.0.0:0").code()).isNotZero();
    assertThat(fermata.run("daemon", "logs").out() + Files.readString(log())).doesNotContain(token);
  }

  private Path log() throws IOException {
    try (var files = Files.list(folder.resolve("home/run"))) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  private static JsonNode reply(HttpClient http, URI url, String token) throws Exception {
    var reply = new CompletableFuture<String>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(
                url,
                new WebSocket.Listener() {
                  private final StringBuilder text = new StringBuilder();

                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence part, boolean last) {
                    text.append(part);
                    if (last) {
                      reply.complete(text.toString());
                    }
                    from.request(1);
                    return CompletableFuture.completedStage(null);
                  }
                })
            .get(20, TimeUnit.SECONDS);
    socket.sendText(INITIALIZE, true).get(20, TimeUnit.SECONDS);
    JsonNode answer = JSON.readTree(reply.get(20, TimeUnit.SECONDS));
    socket.abort();
    return answer;
  }

  @Test
  void carriesBytesForProgramsWithoutSockets() throws Exception {
    Process proxy =
        fermata
            .builder(List.of("daemon", "proxy"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = proxy.outputWriter(StandardCharsets.UTF_8);
        var out =
            new BufferedReader(
                new InputStreamReader(proxy.getInputStream(), StandardCharsets.UTF_8))) {
      in.write(INITIALIZE + "\n");
      in.flush();
      assertThat(JSON.readTree(out.readLine()).at("/result/protocol").asText()).isEqualTo("1.0.0");
    }
    assertThat(proxy.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(fermata.daemon()).isPresent();
  }

  @Test
  void saysHowASystemStartsTheDaemon() {
    String unit =
        fermata
            .run("daemon", "service", "--for", "systemd", "--listen", "127.0.0.1:7411")
            .expect(0)
            .out();
    assertThat(unit)
        .contains("\"daemon\" \"--foreground\" \"--idle-exit\" \"never\" \"--listen\"")
        .contains("RestartPreventExitStatus=222 2")
        .contains("FERMATA_STATE_DIR=" + folder.resolve("home/state"));
    assertThat(fermata.run("daemon", "service", "--for", "launchd").expect(0).out())
        .contains("<string>--foreground</string>");
    assertThat(fermata.run("daemon", "service", "--for", "cron").expect(2).err())
        .contains("systemd, launchd or connection");
  }

  @Test
  void installsTheFileByWhichEditorsFindIt() throws IOException {
    Path home = Files.createDirectory(folder.resolve("user"));
    fermata
        .with("HOME", home.toString())
        .run("daemon", "service", "--for", "connection", "--install")
        .expect(0);
    JsonNode file = JSON.readTree(Files.readString(home.resolve(".fermata/connection.json")));
    assertThat(file.get("argv")).hasSize(3);
    assertThat(Path.of(file.at("/argv/0").asText())).isExecutable();
    assertThat(file.at("/protocol/0").asText()).isEqualTo("1.0.0");
  }

  /** The command of the service file, run as a system runs it. */
  @Test
  void servesInTheForeground() throws Exception {
    Process daemon =
        fermata
            .builder(List.of("daemon", "--foreground", "--idle-exit", "never"))
            .redirectErrorStream(true)
            .start();
    try {
      Fermata.Ended status = fermata.run("daemon", "status", "--json");
      for (int i = 0; i < 100 && status.code() != 0; i++) {
        status = fermata.run("daemon", "status", "--json");
      }
      assertThat(status.expect(0).json().get("pid").asLong()).isEqualTo(daemon.pid());
    } finally {
      daemon.destroy();
      assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Many at once where there is none: one daemon, and everybody is served by it. */
  @Test
  void startsOneDaemonForManyWhoWantIt() throws Exception {
    int clients = Integer.getInteger("fermata.race.clients", 12);
    List<Process> all = new java.util.ArrayList<>();
    for (int i = 0; i < clients; i++) {
      all.add(
          fermata
              .builder(List.of("daemon", "start", "--json"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    Set<Long> daemons = new HashSet<>();
    for (Process each : all) {
      daemons.add(JSON.readTree(each.getInputStream()).get("pid").asLong());
      assertThat(each.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(daemons).hasSize(1);
  }
}
