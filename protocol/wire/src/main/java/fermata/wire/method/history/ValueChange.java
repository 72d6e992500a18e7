package fermata.wire.method.history;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A value that two positions do not share. */
public record ValueChange(
    @Doc("JSON pointer into the result of state/get") String pointer,
    @Doc("value at a; absent where there is none") @Nullable JsonNode before,
    @Doc("value at b; absent where there is none") @Nullable JsonNode after) {}
