package fermata.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of one call beside its method and params.
 *
 * @param max how long it waits for its reply, reconnects included; null is what the settings say
 * @param onProgress told how far the call is, until it is answered, where the method tells it:
 *     {@code tool/call} and {@code session/export}. Called by the thread that reads the connection,
 *     so it must not wait
 * @param traceParent the trace that the call and what it causes belong to, as the header of W3C
 *     trace context says it
 */
public record CallOptions(
    @Nullable Duration max,
    @Nullable Consumer<CallProgress> onProgress,
    @Nullable String traceParent) {

  /** A call as it is without any. */
  public static final CallOptions NONE = new CallOptions(null, null, null);

  /** {@return these with how long the call waits} */
  public CallOptions withMax(Duration other) {
    return new CallOptions(other, onProgress, traceParent);
  }

  /** {@return these with who is told how far the call is} */
  public CallOptions withProgress(Consumer<CallProgress> listener) {
    return new CallOptions(max, listener, traceParent);
  }

  /** {@return these with the trace that the call belongs to} */
  public CallOptions withTrace(String parent) {
    return new CallOptions(max, onProgress, parent);
  }
}
