package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolListener;
import fermata.wire.channel.RpcExchange;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ProgressParams;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a request is, for a client that gave a {@code progressToken} with it; for others it goes
 * nowhere. What comes faster than somebody can look is left out, and so is what the client does not
 * read. Thread-safe.
 */
final class Progress implements ToolListener {

  private static final int TOKEN_MAX = 128;
  private static final Duration LOOK = Duration.ofMillis(50);

  private final RpcExchange exchange;
  private final @Nullable JsonNode token;
  private long nextNanos = System.nanoTime();

  private Progress(RpcExchange exchange, @Nullable JsonNode token) {
    this.exchange = exchange;
    this.token = token;
  }

  static Progress of(RpcExchange exchange) {
    JsonNode token = exchange.params().path("_meta").path("progressToken");
    boolean isToken =
        token.isIntegralNumber() || (token.isTextual() && token.textValue().length() <= TOKEN_MAX);
    return new Progress(exchange, isToken ? token : null);
  }

  @Override
  public void output(String field, String text) {
    // The result has it.
  }

  @Override
  public synchronized void progress(
      String message, @Nullable Double value, @Nullable Double total) {
    long now = System.nanoTime();
    if (token != null && now - nextNanos >= 0) {
      nextNanos = now + LOOK.toNanos();
      exchange
          .connection()
          .offerBeforeReply(Methods.PROGRESS, new ProgressParams(token, message, value, total));
    }
  }
}
