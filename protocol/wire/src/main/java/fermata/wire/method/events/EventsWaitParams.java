package fermata.wire.method.events;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code events/wait}. */
public record EventsWaitParams(
    @Doc("selector, with the keys that it has in a definition") JsonNode selector,
    @Doc("how long to wait, 0 to 30000") long timeoutMs,
    @Doc("cursor of the journal of the workspace to look from; absent waits for what comes")
        @Nullable String after) {}
