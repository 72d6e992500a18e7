package fermata.daemon.run;

import fermata.daemon.journal.EventLog;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.RunRow;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.QuestionFact;
import java.util.List;
import java.util.Optional;

/**
 * What became of questions that are no longer open. Reads a run's part of a journal, so it is for
 * refusals only. Thread-safe.
 */
public final class QuestionHistory {

  private static final EventsMax PAGE = new EventsMax(1_000, 4L << 20);

  private final JournalStore store;
  private final EventLog log;

  public QuestionHistory(JournalStore store, EventLog log) {
    this.store = store;
    this.log = log;
  }

  /** {@return the last fact about a question of a run, if it was ever asked} */
  public Optional<QuestionFact> lastOf(String run, String question) {
    return store.findRun(run).flatMap(row -> lastOf(row, question));
  }

  private Optional<QuestionFact> lastOf(RunRow run, String question) {
    Optional<QuestionFact> last = Optional.empty();
    long after = run.firstSeq() - 1;
    for (List<EventEnvelope> page = log.events(run.session(), after, PAGE);
        !page.isEmpty();
        page = log.events(run.session(), after, PAGE)) {
      for (EventEnvelope event : page) {
        if (event.fact() instanceof QuestionFact fact && idOf(fact).equals(question)) {
          last = Optional.of(fact);
        }
      }
      after = page.getLast().seq();
    }
    return last;
  }

  private static String idOf(QuestionFact fact) {
    return switch (fact) {
      case QuestionFact.Asked asked -> asked.question();
      case QuestionFact.Answered answered -> answered.question();
      case QuestionFact.Expired expired -> expired.question();
      case QuestionFact.Withdrawn withdrawn -> withdrawn.question();
    };
  }
}
