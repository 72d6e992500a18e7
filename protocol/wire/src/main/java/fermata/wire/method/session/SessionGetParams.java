package fermata.wire.method.session;

import fermata.wire.json.Doc;

/** Params of {@code session/get}. */
public record SessionGetParams(@Doc("id of the session") String session) {}
