package fermata.wire.method.history;

import fermata.wire.json.Doc;

/** Params of {@code checkpoint/diff}. */
public record CheckpointDiffParams(
    @Doc("what is compared") RunPosition a, @Doc("with what; may be another run") RunPosition b) {}
