package fermata.daemon.store;

import java.time.Instant;
import java.util.List;

/** A part of a commit. The parts take effect in order, all of them or none. */
public sealed interface StoreChange {

  /** A new journal, owned by the store's owner. */
  record CreateJournal(JournalId journal, Instant at) implements StoreChange {}

  /**
   * Events at the end of a journal, and the inputs that they came of.
   *
   * @param expectedHead the number of the last event that the caller knows
   */
  record Append(
      JournalLease lease,
      long expectedHead,
      Instant at,
      List<NewInput> inputs,
      List<NewEvent> events)
      implements StoreChange {

    public Append {
      inputs = List.copyOf(inputs);
      events = List.copyOf(events);
    }
  }

  /** The row of a session, new or replaced. */
  record PutSession(SessionRow row) implements StoreChange {}

  /** The row of a run, new or replaced. */
  record PutRun(RunRow row) implements StoreChange {}

  /** An open question, new or replaced. */
  record PutQuestion(QuestionRow row) implements StoreChange {}

  /** The end of a question. */
  record DropQuestion(String question) implements StoreChange {}

  /** A timer, new or replaced. */
  record PutTimer(TimerRow row) implements StoreChange {}

  /** The end of a timer. */
  record DropTimer(JournalId session, String run, String timer) implements StoreChange {}

  /** The end of all timers of a run. */
  record DropTimersOf(JournalId session, String run) implements StoreChange {}

  /** The end of all questions of a run. */
  record DropQuestionsOf(JournalId session, String run) implements StoreChange {}

  /** An input to be dealt with at the next start. */
  record Park(ParkedInput input) implements StoreChange {}

  /** The end of the parked inputs of a session, which have been dealt with. */
  record DropParkedOf(JournalId session) implements StoreChange {}

  /** A result to give again when the request is repeated. */
  record RememberResult(KeyedResult result) implements StoreChange {}

  /** A text under its SHA-256; one that is there is left as it is. */
  record PutSource(String sha256, String text) implements StoreChange {}
}
