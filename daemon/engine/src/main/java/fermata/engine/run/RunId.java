package fermata.engine.run;

/** The id of a run, given by whoever starts it; a UUIDv7. */
public record RunId(String value) {}
