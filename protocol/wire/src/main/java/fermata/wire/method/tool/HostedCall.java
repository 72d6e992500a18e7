package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** A call that a client is to perform. */
public record HostedCall(
    @Doc("id of this attempt of the call") String id,
    @Doc("name of the tool") String tool,
    @Doc("the arguments, which fit the schema of the offer") @Untrusted JsonNode args,
    @Doc("session of the run") String session,
    @Doc("run that calls") String run,
    @Doc("id of the call in its run") String call,
    @Doc("the same for every attempt of the call, and no other's") String key,
    @Doc("from 1") int attempt,
    @Doc("traceparent that it belongs to, as W3C trace context says it") @Nullable String trace) {}
