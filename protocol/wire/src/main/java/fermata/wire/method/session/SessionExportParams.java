package fermata.wire.method.session;

import fermata.wire.json.Doc;

/** Params of {@code session/export}. */
public record SessionExportParams(
    @Doc("session to write, with those of its child runs") String session,
    @Doc("absolute path of the file, which is replaced") String file) {}
