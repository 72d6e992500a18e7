package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code trigger/pause} and {@code trigger/resume}. */
public record TriggerPauseParams(
    @Doc("definition: a file URI or an absolute path") String uri,
    @Doc("entry point; all of the definition that have a trigger where absent")
        @Nullable String entry,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
