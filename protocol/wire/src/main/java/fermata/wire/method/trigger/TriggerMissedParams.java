package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code trigger/missed}. */
public record TriggerMissedParams(
    @Doc("definition: a file URI or an absolute path; of all that are armed where absent")
        @Nullable String uri,
    @Doc("entry point; all where absent") @Nullable String entry) {}
