package fermata.engine.run;

/**
 * Where a run parts from another one.
 *
 * @param seq the number of the last event that both have, in the journal of the session
 */
public record ForkPoint(SessionId session, RunId run, long seq) {}
