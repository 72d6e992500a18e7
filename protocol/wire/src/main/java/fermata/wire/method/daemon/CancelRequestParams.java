package fermata.wire.method.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;

/** Params of {@code $/cancelRequest}. */
public record CancelRequestParams(@Doc("id of the request to cancel") JsonNode id) {}
