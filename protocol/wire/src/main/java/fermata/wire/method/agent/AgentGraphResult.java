package fermata.wire.method.agent;

import fermata.wire.json.Doc;

/** Result of {@code agent/graph}. */
public record AgentGraphResult(
    @Doc("what it is drawn as") GraphFormat format, @Doc("the picture") String picture) {}
