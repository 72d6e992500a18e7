package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code agent/validate}: a text, or the file at a URI. */
public record AgentValidateParams(
    @Doc("text of a definition") @Nullable String text,
    @Doc("file URI or absolute path") @Nullable String uri,
    @Doc("name of the text for messages") @Nullable String name) {}
