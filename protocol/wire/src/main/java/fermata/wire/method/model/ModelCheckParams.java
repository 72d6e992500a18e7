package fermata.wire.method.model;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code model/check}. */
public record ModelCheckParams(
    @Doc("provider/model to ask") String model,
    @Doc("folder whose project file counts too") @Nullable String workspace) {}
