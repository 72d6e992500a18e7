package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code queue/list}. */
public record QueueListParams(
    @Doc("only entry points of this definition") @Nullable String uri,
    @Doc("only the entry point of this name") @Nullable String entry) {}
