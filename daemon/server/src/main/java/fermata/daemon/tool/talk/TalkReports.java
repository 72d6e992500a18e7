package fermata.daemon.tool.talk;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.Displays;
import fermata.daemon.tool.builtin.ToolRefusal;
import org.jspecify.annotations.Nullable;

/**
 * What the performer of a tool tells those who watch, by messages: how far it is, what it puts out
 * and what it shows.
 *
 * <p>Thread-safe.
 */
public final class TalkReports {

  private final ToolListener listener;
  private final Displays displays;

  /** Makes one for a call. */
  public TalkReports(ToolListener listener) {
    this.listener = listener;
    this.displays = new Displays(listener);
  }

  /**
   * Passes on what a message tells, if it does tell something of this.
   *
   * @throws ToolRefusal where it shows too much, or what cannot be shown
   */
  public void hear(JsonNode message) {
    JsonNode progress = message.path("progress");
    if (progress.isObject()) {
      listener.progress(
          progress.path("message").asText(), number(progress, "value"), number(progress, "total"));
    }
    JsonNode output = message.path("output");
    if (output.isTextual()) {
      listener.output("output", output.textValue());
    }
    displays.take(message);
  }

  private static @Nullable Double number(JsonNode message, String name) {
    JsonNode value = message.path(name);
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
  }

  /** {@return a result with what is shown at the end} */
  public JsonNode in(JsonNode result) {
    return displays.in(result);
  }
}
