package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code tool/result}. Has a result or an error. */
public record ToolResultParams(
    @Doc("id of the offer") String offer,
    @Doc("id of the attempt, as tool/take gave it") String id,
    @Doc("what came out, where it worked") @Nullable JsonNode result,
    @Doc("why it did not work") @Nullable HostedFailure error) {}
