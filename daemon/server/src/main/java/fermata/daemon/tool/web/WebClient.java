package fermata.daemon.tool.web;

import fermata.daemon.tool.web.FetchRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes requests for tools.
 *
 * <p>No redirect is followed: headers may hold keys, and who declared the tool has named one host.
 * The client is made at the first request. Thread-safe; an interrupt ends a request.
 */
public final class WebClient implements AutoCloseable {

  private final HostPolicy policy;
  private final ClientOnDemand client = new ClientOnDemand();

  /** Makes a client that reaches what the policy lets a declared tool reach. */
  public WebClient(HostPolicy policy) {
    this.policy = policy;
  }

  /** A request that a server may have taken, and that has no answer. */
  public static final class BrokenException extends Exception {
    BrokenException(String message) {
      super(message);
    }
  }

  /**
   * {@return the answer, whatever its status}
   *
   * @throws FetchRefusal where nothing was sent
   * @throws BrokenException where it was sent and nobody knows what came of it
   */
  public WebAnswer send(WebRequest request) throws InterruptedException, BrokenException {
    if (request.address().getHost() == null) {
      throw new FetchRefusal(Reason.ADDRESS, "'" + request.address() + "' names no host");
    }
    policy.checkDeclared(request.address());
    HttpRequest wanted = built(request);
    try {
      HttpResponse<InputStream> response = client.get().send(wanted, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        policy.checkDeclared(request.address());
        return answer(response, body, request.bytesMax());
      }
    } catch (ConnectException | java.net.http.HttpConnectTimeoutException _) {
      throw new FetchRefusal(
          Reason.NETWORK, "host '" + request.address().getHost() + "': no connection");
    } catch (IOException failure) {
      throw new BrokenException(
          "host '" + request.address().getHost() + "': the connection broke off");
    }
  }

  private static HttpRequest built(WebRequest request) {
    String json = request.json();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.address())
            .method(
                request.method(),
                json == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json, StandardCharsets.UTF_8))
            .setHeader("User-Agent", "fermata")
            .setHeader("Accept", "application/json, text/*;q=0.8, */*;q=0.1");
    if (json != null) {
      builder.setHeader("Content-Type", "application/json");
    }
    request.headers().forEach((name, value) -> setHeader(builder, name, value));
    return builder.build();
  }

  private static void setHeader(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException _) {
      throw new FetchRefusal(Reason.ADDRESS, "header '" + name + "' cannot be set");
    }
  }

  private static WebAnswer answer(
      HttpResponse<InputStream> response, InputStream body, int bytesMax) throws IOException {
    String type = response.headers().firstValue("content-type").orElse("");
    byte[] bytes = body.readNBytes(bytesMax);
    boolean isTruncated = bytes.length == bytesMax && body.read() >= 0;
    return new WebAnswer(
        response.statusCode(),
        type,
        PageFetcher.isText(bytes) ? PageFetcher.text(bytes, type) : null,
        isTruncated,
        response.headers().firstValue("retry-after").flatMap(WebClient::seconds).orElse(null),
        response.headers().firstValue("location").orElse(null));
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }
}
