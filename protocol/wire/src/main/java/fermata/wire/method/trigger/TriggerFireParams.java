package fermata.wire.method.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Params of {@code trigger/fire}. */
public record TriggerFireParams(
    @Doc("definition: a file URI or an absolute path") String uri,
    @Doc("entry point") String entry,
    @Doc("event to fire with; one such as the trigger makes itself where absent")
        @Nullable JsonNode event,
    @Doc("idempotency key, at most 128 characters") String key,
    @Doc("time that was missed, to make up for it: the event is as it would have been then")
        @Nullable Instant dueAt)
    implements KeyedParams {}
