package fermata.daemon.store;

/**
 * A published event that a step of a run waits for.
 *
 * @param number counts up in the order in which waits were stored; 0 before that
 * @param after the last published event that does not count
 * @param body JSON
 */
public record WaitRow(
    long number, JournalId session, String run, String step, long after, String body) {

  /** {@return a wait that is about to be stored; what it counts from is known then} */
  public static WaitRow of(JournalId session, String run, String step, String body) {
    return new WaitRow(0, session, run, step, 0, body);
  }
}
