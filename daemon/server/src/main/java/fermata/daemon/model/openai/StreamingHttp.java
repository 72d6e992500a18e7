package fermata.daemon.model.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import fermata.daemon.model.http.HttpRefusal;
import fermata.daemon.model.http.RetryAfter;
import fermata.daemon.platform.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The HTTP client of one request: it streams on the calling thread, so that an interrupt ends it at
 * any point, and every byte that arrives puts off the deadline.
 *
 * <p>Confined to one request.
 */
final class StreamingHttp implements HttpClient {

  /** How many bytes of a stream are read. */
  static final int STREAM_BYTES_MAX = 64 * 1024 * 1024;

  private static final int ERROR_BYTES_MAX = 64 * 1024;

  private final java.net.http.HttpClient client;
  private final StreamWatch watch;
  private final Deadline deadline;
  private final InstantSource clock;

  StreamingHttp(
      java.net.http.HttpClient client, StreamWatch watch, Deadline deadline, InstantSource clock) {
    this.client = client;
    this.watch = watch;
    this.deadline = deadline;
    this.clock = clock;
  }

  /** {@return a builder that gives this client, whatever it is told} */
  HttpClientBuilder builder() {
    return new Given(this);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("replies are always streamed");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      HttpResponse<InputStream> response = client.send(sent(request), BodyHandlers.ofInputStream());
      deadline.touch();
      try (InputStream body = new LivingStream(response.body())) {
        if (response.statusCode() / 100 != 2) {
          listener.onError(refusal(response, body));
          return;
        }
        listener.onOpen(SuccessfulHttpResponse.builder().statusCode(response.statusCode()).build());
        parser.parse(body, watch.before(listener));
        listener.onClose();
      }
    } catch (IOException failure) {
      listener.onError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      listener.onError(interrupted);
    }
  }

  private static java.net.http.HttpRequest sent(HttpRequest request) {
    URI address = URI.create(request.url());
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(address)
            .method(request.method().name(), BodyPublishers.ofString(request.body()));
    if (address.getScheme().equals("http")) {
      // The offer to change to HTTP/2 that would go with it confuses small servers.
      builder.version(java.net.http.HttpClient.Version.HTTP_1_1);
    }
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder.build();
  }

  private HttpRefusal refusal(HttpResponse<InputStream> response, InputStream body)
      throws IOException {
    String text = new String(body.readNBytes(ERROR_BYTES_MAX), StandardCharsets.UTF_8);
    return new HttpRefusal(response.statusCode(), text, RetryAfter.of(response.headers(), clock));
  }

  /** Counts what is read and tells the deadline of it. */
  private final class LivingStream extends FilterInputStream {

    private long count;

    LivingStream(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      deadline.touch();
      count += Math.max(0, read);
      if (count > STREAM_BYTES_MAX) {
        throw new IOException("the reply is longer than " + STREAM_BYTES_MAX + " bytes");
      }
      return read;
    }
  }

  /** LangChain4j asks for a builder and sets timeouts on it; ours come from the call. */
  private record Given(HttpClient client) implements HttpClientBuilder {

    private static final Duration ANY = Duration.ofMinutes(1);

    @Override
    public Duration connectTimeout() {
      return ANY;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return ANY;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}
