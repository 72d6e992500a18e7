package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** How a tool call ended, as the tools runner says it. */
public sealed interface ToolOutcome {

  /** It did what it was asked for. */
  record Completed(JsonNode result) implements ToolOutcome {}

  /**
   * It did not; {@code tool.arguments} with the JSON pointer where the arguments did not fit their
   * schema and nothing was started.
   */
  record Failed(Failure failure) implements ToolOutcome {}

  /** It passed the tool's own deadline and has ended, with everything that it started. */
  record TimedOut(Duration after) implements ToolOutcome {}

  /**
   * Whoever did the work is gone, such as a server that ended during the call: nobody knows whether
   * it had its effect.
   *
   * @param failure what is known of the end
   */
  record Lost(Failure failure) implements ToolOutcome {}

  /** It was stopped because somebody asked for that, and has ended. */
  record Cancelled() implements ToolOutcome {}
}
