package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** How far a client has heard what it is told about a call. */
public record HeardMessages(
    @Doc("id of the attempt") String id,
    @Doc("the number of the last message that the client has") long number) {}
