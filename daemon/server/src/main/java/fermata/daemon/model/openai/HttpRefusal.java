package fermata.daemon.model.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The provider answered with a status that is no success; stays within this package. */
final class HttpRefusal extends RuntimeException {

  private final int status;
  private final String body;
  private final @Nullable Duration retryAfter;

  HttpRefusal(int status, String body, @Nullable Duration retryAfter) {
    super("status " + status);
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  String body() {
    return body;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
