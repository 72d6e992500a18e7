package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** How a tool call ended, as the tools runner says it. */
public sealed interface ToolOutcome {

  /**
   * It did what it was asked for.
   *
   * @param kept contents that it has kept for the session, in order
   */
  record Completed(JsonNode result, List<KeptArtifact> kept) implements ToolOutcome {

    public Completed {
      kept = List.copyOf(kept);
    }

    /** One that has kept nothing. */
    public Completed(JsonNode result) {
      this(result, List.of());
    }
  }

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
