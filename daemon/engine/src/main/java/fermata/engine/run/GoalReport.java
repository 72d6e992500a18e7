package fermata.engine.run;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands to the goal of its agent.
 *
 * @param verdict of the goal as a whole: missed where a criterion is or a hard constraint was
 *     broken, else not evaluated where something of it is not
 * @param score the weights of the criteria that are met, of all weights, from 0 to 1; absent where
 *     there are no criteria
 */
public record GoalReport(
    Verdict verdict,
    @Nullable BigDecimal score,
    List<CriterionResult> criteria,
    List<ConstraintResult> constraints) {

  public GoalReport {
    criteria = List.copyOf(criteria);
    constraints = List.copyOf(constraints);
  }

  /** What is known of a part of a goal. */
  public enum Verdict {
    MET,
    MISSED,
    /** Neither: nobody can say. */
    UNEVALUATED;

    /** {@return the lower-case name, as sent} */
    public String label() {
      return switch (this) {
        case MET -> "met";
        case MISSED -> "missed";
        case UNEVALUATED -> "unevaluated";
      };
    }
  }

  /**
   * What is known of a criterion.
   *
   * @param evidence the values that were looked at, what a judge said, or why nobody can say
   */
  public record CriterionResult(String id, Verdict verdict, BigDecimal weight, String evidence) {}

  /**
   * What is known of a constraint: missed where it was broken at any time.
   *
   * @param evidence the values that were looked at, or why nobody can say
   */
  public record ConstraintResult(String id, boolean isHard, Verdict verdict, String evidence) {}
}
