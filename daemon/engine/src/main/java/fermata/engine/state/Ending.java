package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import fermata.engine.run.Failure;
import fermata.engine.run.StepId;
import org.jspecify.annotations.Nullable;

/** How a run ends, once that is decided. */
public sealed interface Ending {

  /** With a result. */
  record Completed(JsonNode output) implements Ending {}

  /** With a failure, of a step or of the run itself. */
  record Failed(Failure error, @Nullable StepId step, @Nullable NodeId node) implements Ending {}

  /** Because somebody asked for it. */
  record Cancelled(String reason, String by) implements Ending {}
}
