package fermata.wire.method.agent;

import fermata.wire.json.Doc;

/** Result of {@code agent/resolve}. */
public record AgentResolveResult(@Doc("the agent of that name") AgentView agent) {}
