package fermata.daemon.model;

import fermata.engine.run.Failure;
import fermata.engine.run.ModelReply;

/** How a request ended. */
public sealed interface ModelOutcome {

  /** The model has said all that it had to say. */
  record Replied(ModelReply reply) implements ModelOutcome {}

  /**
   * It did not answer: {@code model.unavailable}, {@code model.overloaded}, {@code
   * model.rate-limited}, {@code model.timeout}, {@code model.refused}, {@code model.drift}, …
   */
  record Failed(Failure failure) implements ModelOutcome {}

  /** It was ended because somebody asked for that. */
  record Cancelled() implements ModelOutcome {}
}
