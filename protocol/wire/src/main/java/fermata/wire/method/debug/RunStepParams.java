package fermata.wire.method.debug;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/step}: a run that is paused goes on, as far as said. */
public record RunStepParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the one that has not ended") @Nullable String run,
    @Doc("step to go on from; absent means that the next one of any branch counts")
        @Nullable String step,
    @Doc("how far: over, to the next step, or in, to the next turn, call or step") Stride stride,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {

  /** How far. */
  public enum Stride {

    /** To the next step. */
    OVER,

    /** To the next turn, call or step. */
    IN
  }
}
