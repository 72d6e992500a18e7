package fermata.wire.method.model;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code model/list}. */
public record ModelListParams(
    @Doc("folder whose project file counts too") @Nullable String workspace) {}
