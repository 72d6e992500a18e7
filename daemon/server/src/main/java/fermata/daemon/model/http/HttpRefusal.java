package fermata.daemon.model.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The provider answered with a status that is no success. */
public final class HttpRefusal extends RuntimeException {

  private final int status;
  private final String body;
  private final @Nullable Duration retryAfter;

  public HttpRefusal(int status, String body, @Nullable Duration retryAfter) {
    super("status " + status);
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** {@return the status} */
  public int status() {
    return status;
  }

  /** {@return the start of the body} */
  public String body() {
    return body;
  }

  /** {@return the wait that the provider asks for} */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
