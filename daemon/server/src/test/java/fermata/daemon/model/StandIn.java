package fermata.daemon.model;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Json;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The stand-in of {@code scripts/StandInProvider.java}, as a process of its own.
 *
 * <p>It ends when this JVM does, whatever happens to it.
 */
public final class StandIn implements AutoCloseable {

  /** A key that nothing but the provider may see. */
  public static final String KEY = "sk-test-0123456789-abcdef-THE-KEY";

  private static final Duration CONTROL_MAX = Duration.ofSeconds(30);

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private StandIn(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it without a script, on a port of its own choice. */
  public static StandIn start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "../../scripts/StandInProvider.java")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Closing it would close the process's standard output under it.
    var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = Objects.requireNonNull(out.readLine(), "the stand-in did not start");
    return new StandIn(process, URI.create("http://127.0.0.1:" + port + "/v1"));
  }

  /** {@return what a client takes for the address of the provider} */
  public String baseUrl() {
    return address.toString();
  }

  /** Gives it a new script; forgets requests and gates. */
  public void script(String text) throws IOException {
    send("PUT", "/script", text);
  }

  /** Opens a gate of the script. */
  public void open(String gate) throws IOException {
    send("POST", "/gates/" + gate, "");
  }

  /** {@return what it was asked since the script was given, oldest first} */
  public List<JsonNode> requests() throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    for (String line : send("GET", "/requests", "").lines().toList()) {
      requests.add(Json.parse(line));
    }
    return requests;
  }

  private String send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(CONTROL_MAX)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
