package fermata.wire.method.session;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import org.jspecify.annotations.Nullable;

/** Params of {@code session/update}: what is absent stays as it is. */
public record SessionUpdateParams(
    @Doc("id of the session") String session,
    @Doc("for people; empty for none") @Nullable String title,
    @Doc("in place of what was there: an object, at most 16 KiB as JSON")
        @Nullable JsonNode metadata,
    @Doc("refused where the session has another revision by now") @Nullable Integer ifRev,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
