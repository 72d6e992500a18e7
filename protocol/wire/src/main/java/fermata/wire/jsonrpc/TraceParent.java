package fermata.wire.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to: {@code _meta.traceparent} of its params, as W3C trace
 * context says it. What is not one is ignored, as that page wants it.
 */
public final class TraceParent {

  /** Version 00; a trace or a span of zeros only is none. */
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int ID_BEGIN = "00-".length();
  private static final int ID_LENGTH = 32;

  private TraceParent() {}

  /** {@return that of a request by its params; null where it has none} */
  public static @Nullable String find(JsonNode params) {
    String text = params.path("_meta").path("traceparent").textValue();
    return text != null && FORM.matcher(text).matches() ? text : null;
  }

  /** {@return the id of the trace that a traceparent names} */
  public static String traceId(String traceParent) {
    return traceParent.substring(ID_BEGIN, ID_BEGIN + ID_LENGTH);
  }
}
