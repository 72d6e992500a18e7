package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** Params of {@code run/get}. */
public record RunGetParams(@Doc("id of the run") String run) {}
