package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/graph}. */
public record AgentGraphParams(
    @Doc("file URI or absolute path") String uri,
    @Doc("text in place of that of the file") @Nullable String text,
    @Doc("what to draw it as; mermaid unless said") @Nullable GraphFormat format) {}
