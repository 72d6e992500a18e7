package fermata.daemon.rpc;

import fermata.wire.channel.RpcExchange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to: {@code _meta.traceparent} of its params, as W3C trace
 * context says it. What is not one is ignored, as that page wants it.
 */
final class TraceParent {

  /** Version 00; a trace or a span of zeros only is none. */
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  static @Nullable String find(RpcExchange exchange) {
    String text = exchange.params().path("_meta").path("traceparent").asText();
    return FORM.matcher(text).matches() ? text : null;
  }
}
