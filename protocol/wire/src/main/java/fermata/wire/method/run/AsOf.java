package fermata.wire.method.run;

import fermata.wire.json.Doc;

/** The first position at which the effect of a call is visible. */
public record AsOf(@Doc("journal") String session, @Doc("position in it") String cursor) {}
