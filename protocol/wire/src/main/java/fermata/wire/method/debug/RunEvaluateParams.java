package fermata.wire.method.debug;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/evaluate}. */
public record RunEvaluateParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest") @Nullable String run,
    @Doc("number of the last event that counts; absent means all") @Nullable Long at,
    @Doc("step that sees the names; absent means the run as a whole") @Nullable String step,
    @Doc("the expression, without the marks of a template") String expression) {}
