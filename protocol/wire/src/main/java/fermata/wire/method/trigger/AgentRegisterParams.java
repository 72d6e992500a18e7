package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/register}. */
public record AgentRegisterParams(
    @Doc("definition: a file URI or an absolute path") String uri,
    @Doc("folder that its runs work in; that of the definition where absent")
        @Nullable String workspace,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
