package fermata.engine.graph;

import fermata.engine.run.RunEvent;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says, once for each bound, that a good part of it is used up. */
final class Marks {

  /** The part of a bound after which the run says so. */
  static final int PERCENT = 80;

  private static final List<Limit> COUNTED =
      List.of(Limit.STEPS, Limit.TOOL_CALLS, Limit.TOKENS, Limit.COST);

  private Marks() {}

  /** Says which bounds of the run are mostly used up, but for that of time. */
  static void ofRun(Course course) {
    var bounds = Bounds.of(course);
    for (Limit limit : COUNTED) {
      bounds.ofRun(limit).forEach(bound -> mark(course, bound));
    }
  }

  /** Says which bounds of a step are mostly used up. */
  static void ofStep(Course course, Step step) {
    var bounds = Bounds.of(course);
    for (Limit limit : COUNTED) {
      bounds.ofNodes(limit, step).forEach(bound -> mark(course, bound));
    }
  }

  /** Says that a bound is mostly used up, if it is. */
  static void mark(Course course, @Nullable Bound bound) {
    if (bound != null) {
      mark(course, bound.markName(), bound.used(), bound.max());
    }
  }

  static void mark(Course course, String name, BigDecimal used, BigDecimal max) {
    BigDecimal mark = max.multiply(BigDecimal.valueOf(PERCENT)).movePointLeft(2);
    if (max.signum() > 0
        && used.compareTo(mark) >= 0
        && !course.state().spending().marked().has(name)) {
      course.emit(new RunEvent.BudgetMarked(name, PERCENT, used, max));
    }
  }
}
