package fermata.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A local provider of models that answers by a script, as a process of its own. */
final class Provider implements AutoCloseable {

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  Provider() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path program = Fermata.root().resolve("scripts/StandInProvider.java");
    process =
        new ProcessBuilder(
                java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", program.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = Objects.requireNonNull(out.readLine(), "the stand-in did not start");
    address = URI.create("http://127.0.0.1:" + port + "/v1");
  }

  /** Lets a daemon that is started from now on find it. */
  void offerTo(Fermata fermata, String key) {
    fermata.with("OPENAI_BASE_URL", address.toString()).with("OPENAI_API_KEY", key);
  }

  /** {@return where it is} */
  String address() {
    return address.toString();
  }

  void script(String text) {
    send("PUT", "/script", text);
  }

  void open(String gate) {
    send("POST", "/gates/" + gate, "");
  }

  /** {@return what it was asked, a JSON object each} */
  List<String> requests() {
    return send("GET", "/requests", "").lines().toList();
  }

  private String send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(java.time.Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
