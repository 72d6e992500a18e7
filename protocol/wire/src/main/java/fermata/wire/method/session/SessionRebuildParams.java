package fermata.wire.method.session;

import fermata.wire.json.Doc;

/** Params of {@code session/rebuild}. */
public record SessionRebuildParams(@Doc("session to derive again") String session) {}
