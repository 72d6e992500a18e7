package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;

/** Something that a call shows while it runs. */
public record DisplayView(
    @Doc("by which it is updated; of one call no other's") String id,
    @Doc("the same content by media types, text/plain among them") JsonNode bundle) {}
