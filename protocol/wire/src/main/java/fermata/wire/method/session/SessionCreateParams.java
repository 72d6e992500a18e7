package fermata.wire.method.session;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.method.run.AgentReference;
import org.jspecify.annotations.Nullable;

/** Params of {@code session/create}. */
public record SessionCreateParams(
    @Doc("whose runs it is for") AgentReference agent,
    @Doc("id of the session, a UUID; a new one where absent") @Nullable String session,
    @Doc("for people") @Nullable String title,
    @Doc("what the client wants to find there again: an object, at most 16 KiB as JSON")
        @Nullable JsonNode metadata,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
