package fermata.wire.method.agent;

import fermata.wire.json.Doc;

/** Params of {@code agent/get}. */
public record AgentGetParams(@Doc("file URI or absolute path") String uri) {}
