package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.Failure;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import fermata.wire.method.run.AsOf;
import org.jspecify.annotations.Nullable;

/** Result of {@code tool/call}: exactly one of {@code result} and {@code error}. */
public record ToolCallResult(
    @Doc("position of the effect") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("what it gave") @Untrusted @Nullable JsonNode result,
    @Doc("why it failed") @Nullable Failure error,
    @Doc("how long it took, in milliseconds") long durationMs) {}
