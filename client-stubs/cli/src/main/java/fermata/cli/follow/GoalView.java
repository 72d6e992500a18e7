package fermata.cli.follow;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.wire.event.GoalFact;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a run stood to its goal, line by line. */
public final class GoalView {

  private final Console console;
  private final Paint paint;

  public GoalView(Console console) {
    this.console = console;
    this.paint = console.paint();
  }

  /** {@return the verdict in a few words, such as {@code goal missed (70 %)}} */
  public static String verdict(GoalFact.Evaluated goal) {
    return "goal " + DisplayText.oneLine(goal.verdict()) + percent(goal.score());
  }

  private static String percent(@Nullable BigDecimal score) {
    return score == null
        ? ""
        : " (" + score.movePointRight(2).stripTrailingZeros().toPlainString() + " %)";
  }

  void show(GoalFact.Evaluated goal) {
    console.say(paint.bold(verdict(goal)));
    for (GoalFact.Criterion criterion : goal.criteria()) {
      say(criterion.verdict(), criterion.id(), criterion.evidence());
    }
    for (GoalFact.Constraint constraint : goal.constraints()) {
      String kind = constraint.hard() ? " (hard)" : " (soft)";
      say(constraint.verdict(), constraint.id() + kind, constraint.evidence());
    }
  }

  private void say(String verdict, String name, String evidence) {
    String line = sign(verdict) + " " + DisplayText.oneLine(name);
    String why = evidence.isEmpty() ? "" : ": " + DisplayText.oneLine(evidence);
    console.say(RunView.INDENT + line + paint.faint(why));
  }

  private String sign(String verdict) {
    return switch (verdict) {
      case "met" -> paint.good(console.symbols().done());
      case "missed" -> paint.bad(console.symbols().failed());
      default -> paint.faint("?");
    };
  }
}
