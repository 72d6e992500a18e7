package fermata.wire.method.history;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** An event of a run. */
public record EventReference(
    @Doc("number in its journal") long seq,
    @Doc("event type") String type,
    @Doc("node that it belongs to") @Nullable String node,
    @Doc("what happened, by type") @Untrusted JsonNode data) {}
