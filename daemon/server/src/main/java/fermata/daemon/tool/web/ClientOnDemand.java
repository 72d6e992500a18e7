package fermata.daemon.tool.web;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A client for HTTP that is made when it is first needed, since making one costs a thread.
 *
 * <p>It follows no redirects: whoever uses it checks each address. Thread-safe.
 */
final class ClientOnDemand implements AutoCloseable {

  /** How long a connection may take to come about. */
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

  private @Nullable HttpClient client;

  synchronized HttpClient get() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT_MAX)
              .build();
      client = made;
    }
    return made;
  }

  /** Ends all that is under way. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
