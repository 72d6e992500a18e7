package fermata.daemon.run;

import fermata.wire.event.GoalFact;
import fermata.wire.method.goal.GoalProgress;
import fermata.wire.method.goal.GoalProgress.Part;
import fermata.wire.method.goal.GoalProgress.Tally;
import fermata.wire.method.run.RunSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the runs of one agent stand to its goal, added up.
 *
 * <p>Not thread-safe.
 */
final class GoalTally {

  /** Sessions that are told one by one. */
  static final int SESSIONS_MAX = 100;

  private static final Tally NONE = new Tally(0, 0, 0);
  private static final int SCORE_DIGITS = 4;

  private final String agent;
  private final Map<String, Tally> criteria = new TreeMap<>();
  private final Map<String, Tally> constraints = new TreeMap<>();
  private final Map<String, Tally> entries = new TreeMap<>();
  private final Map<String, Tally> sessions = new LinkedHashMap<>();
  private Tally total = NONE;
  private BigDecimal scores = BigDecimal.ZERO;
  private int scored;

  GoalTally(String agent) {
    this.agent = agent;
  }

  /** Adds a run that was judged. */
  void add(RunSummary run, GoalFact.Evaluated goal) {
    total = plus(total, goal.verdict());
    count(entries, run.entry(), goal.verdict());
    if (sessions.size() < SESSIONS_MAX || sessions.containsKey(run.session())) {
      count(sessions, run.session(), goal.verdict());
    }
    goal.criteria().forEach(one -> count(criteria, one.id(), one.verdict()));
    goal.constraints().forEach(one -> count(constraints, one.id(), one.verdict()));
    BigDecimal score = goal.score();
    if (score != null) {
      scores = scores.add(score);
      scored++;
    }
  }

  private static void count(Map<String, Tally> tallies, String id, String verdict) {
    tallies.put(id, plus(tallies.getOrDefault(id, NONE), verdict));
  }

  private static Tally plus(Tally tally, String verdict) {
    return switch (verdict) {
      case "met" -> new Tally(tally.met() + 1, tally.missed(), tally.unevaluated());
      case "missed" -> new Tally(tally.met(), tally.missed() + 1, tally.unevaluated());
      default -> new Tally(tally.met(), tally.missed(), tally.unevaluated() + 1);
    };
  }

  GoalProgress toProgress() {
    return new GoalProgress(
        agent,
        total,
        score(),
        parts(criteria),
        parts(constraints),
        parts(entries),
        parts(sessions));
  }

  private @Nullable BigDecimal score() {
    if (scored == 0) {
      return null;
    }
    BigDecimal mean = scores.divide(BigDecimal.valueOf(scored), SCORE_DIGITS, RoundingMode.HALF_UP);
    return new BigDecimal(mean.stripTrailingZeros().toPlainString());
  }

  private static List<Part> parts(Map<String, Tally> tallies) {
    return tallies.entrySet().stream().map(one -> new Part(one.getKey(), one.getValue())).toList();
  }
}
