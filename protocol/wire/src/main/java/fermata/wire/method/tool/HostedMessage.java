package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** What a client is told in answer to what it said about a call. */
public record HostedMessage(
    @Doc("id of the attempt") String id,
    @Doc("counts what is told about the attempt, from 1") long number,
    @Doc("with the id of what was asked, and event, timeout, published, answer, declined or error")
        @Untrusted
        JsonNode message) {}
