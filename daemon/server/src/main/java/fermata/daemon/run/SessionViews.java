package fermata.daemon.run;

import fermata.daemon.journal.JournalRecords;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.QuestionRow;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.SessionDetails;
import fermata.daemon.store.SessionQuery;
import fermata.daemon.store.StoredSession;
import fermata.wire.event.GoalFact;
import fermata.wire.json.Json;
import fermata.wire.method.goal.GoalProgressParams;
import fermata.wire.method.goal.GoalProgressResult;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.session.SessionGetResult;
import fermata.wire.method.session.SessionSummary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, runs and questions as clients see them, from the rows beside the journals. No session
 * is brought into memory for it. Thread-safe.
 */
public final class SessionViews {

  /** Runs that are shown with a session. */
  private static final int RUNS_SHOWN_MAX = 100;

  /** Questions that are shown of all sessions. */
  private static final int QUESTIONS_SHOWN_MAX = 1_000;

  /** Runs that are added up for a goal, the newest first. */
  private static final int GOAL_RUNS_MAX = 10_000;

  private static final int GOAL_PAGE = 500;

  private final JournalStore store;

  public SessionViews(JournalStore store) {
    this.store = store;
  }

  /**
   * A session at a position of its journal.
   *
   * @param head the number of the last event that the view has in it
   */
  public record Positioned(SessionGetResult result, long head) {}

  /**
   * {@return a session with its runs and open questions, of one instant}
   *
   * @throws RefusedException with {@code NotFound} if there is none
   */
  public Positioned session(JournalId session) {
    SessionDetails details =
        store
            .findDetails(session, RUNS_SHOWN_MAX)
            .orElseThrow(() -> RefusedException.notFound("session", session.value()));
    var result =
        new SessionGetResult(
            SessionCard.summaryOf(details.session()),
            details.runs().stream().map(RunCard::summaryOf).toList(),
            details.questions().stream().map(SessionViews::view).toList());
    return new Positioned(result, details.session().head().seq());
  }

  private static QuestionView view(QuestionRow row) {
    return Json.read(JournalRecords.parse(row.body()), QuestionView.class);
  }

  /**
   * An agent that has sessions.
   *
   * @param uri where its definition was read last; empty where that is not known
   */
  public record AgentSessions(String agent, String uri, int count) {}

  /** {@return the agents that have sessions, by name} */
  public List<AgentSessions> agents() {
    return store.agents().stream()
        .map(
            each ->
                new AgentSessions(
                    each.agent(), SessionCard.parse(each.newest()).uri(), each.count()))
        .toList();
  }

  /** {@return a page of sessions, and where it ends} */
  public Page sessions(SessionQuery query) {
    List<StoredSession> page = store.sessions(query);
    List<SessionSummary> shown = page.stream().map(SessionCard::summaryOf).toList();
    return page.size() < query.limit()
        ? new Page(shown, null)
        : new Page(
            shown,
            new SessionQuery.PageEnd(
                query.isByCreation()
                    ? page.getLast().head().createdAt()
                    : page.getLast().row().changedAt(),
                page.getLast().row().session()));
  }

  /**
   * Sessions of a list.
   *
   * @param end where to go on; absent on the last page
   */
  public record Page(List<SessionSummary> sessions, SessionQuery.@Nullable PageEnd end) {}

  /** {@return runs, the newest first} */
  public List<RunSummary> runs(@Nullable JournalId session, @Nullable String before, int limit) {
    if (session != null) {
      requireSession(session);
    }
    return store.runs(session, before, limit).stream().map(RunCard::summaryOf).toList();
  }

  /**
   * {@return a run}
   *
   * @throws RefusedException with {@code NotFound} if there is none
   */
  public RunSummary run(String run) {
    return RunCard.summaryOf(
        store.findRun(run).orElseThrow(() -> RefusedException.notFound("run", run)));
  }

  /**
   * {@return how runs stand to the goals of their agents}
   *
   * @throws RefusedException with {@code NotFound} if the session or the run is not there
   */
  public GoalProgressResult goals(GoalProgressParams params) {
    String run = params.run();
    return run == null ? goals(params.agent(), params.session()) : goals(run(run));
  }

  private static GoalProgressResult goals(RunSummary run) {
    var tallies = new TreeMap<String, GoalTally>();
    add(tallies, run);
    return result(tallies, true);
  }

  private GoalProgressResult goals(@Nullable String agent, @Nullable String session) {
    JournalId of = session == null ? null : new JournalId(session);
    if (of != null) {
      requireSession(of);
    }
    var tallies = new TreeMap<String, GoalTally>();
    String before = null;
    for (int seen = 0; seen < GOAL_RUNS_MAX; seen += GOAL_PAGE) {
      List<RunRow> page = store.runs(of, before, GOAL_PAGE);
      page.stream()
          .map(RunCard::summaryOf)
          .filter(run -> agent == null || agent.equals(run.agent()))
          .forEach(run -> add(tallies, run));
      if (page.size() < GOAL_PAGE) {
        return result(tallies, true);
      }
      before = page.getLast().run();
    }
    return result(tallies, false);
  }

  private static void add(Map<String, GoalTally> tallies, RunSummary run) {
    GoalFact.Evaluated goal = run.goal();
    if (goal != null) {
      tallies.computeIfAbsent(run.agent(), GoalTally::new).add(run, goal);
    }
  }

  private static GoalProgressResult result(Map<String, GoalTally> tallies, boolean isComplete) {
    return new GoalProgressResult(
        tallies.values().stream().map(GoalTally::toProgress).toList(), isComplete);
  }

  /** {@return open questions, the oldest first; of a session, those of its child runs too} */
  public List<QuestionView> questions(@Nullable JournalId session) {
    if (session == null) {
      return store.questions(QUESTIONS_SHOWN_MAX).stream().map(SessionViews::view).toList();
    }
    requireSession(session);
    return store.questionsBelow(session).stream().map(SessionViews::view).toList();
  }

  /** {@return the session that a question belongs to, if it is open} */
  public @Nullable JournalId sessionOf(String question) {
    return store.findQuestion(question).map(QuestionRow::session).orElse(null);
  }

  private void requireSession(JournalId session) {
    if (store.findHead(session).isEmpty()) {
      throw RefusedException.notFound("session", session.value());
    }
  }
}
