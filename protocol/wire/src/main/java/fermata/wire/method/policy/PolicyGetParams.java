package fermata.wire.method.policy;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code policy/get}. */
public record PolicyGetParams(
    @Doc("only those of this agent: the file or its URI") @Nullable String uri,
    @Doc("only those of this session, and those for all sessions") @Nullable String session) {}
