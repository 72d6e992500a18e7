package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;

/** How a child run ended. */
public sealed interface ChildOutcome {

  /** With a result. */
  record Completed(JsonNode output) implements ChildOutcome {}

  /** Without one, or it never began. */
  record Failed(Failure failure) implements ChildOutcome {}

  /** Because somebody asked for it. */
  record Cancelled(String reason) implements ChildOutcome {}
}
