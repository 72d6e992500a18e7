package fermata.engine.run;

/** The id of the session that a run belongs to. */
public record SessionId(String value) {}
