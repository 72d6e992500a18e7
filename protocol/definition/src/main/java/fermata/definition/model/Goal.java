package fermata.definition.model;

import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a run is for: what makes it a success, and what must hold on the way.
 *
 * <p>A goal is judged by what a run gave and used, beside how the run ended: a run may complete and
 * miss its goal.
 *
 * @param description what is wanted, in a sentence; models that judge read it
 */
public record Goal(String description, List<Criterion> success, List<Constraint> constraints) {

  /** The goal of an agent that has none. */
  public static final Goal NONE = new Goal("", List.of(), List.of());

  // No node of a file has such an id: a dot is not a part of one.
  private static final String JUDGE_PREFIX = "goal.";

  public Goal {
    success = List.copyOf(success);
    constraints = List.copyOf(constraints);
  }

  /**
   * A part of success.
   *
   * @param weight how much it counts beside the others; more than 0
   */
  public record Criterion(String id, Measure measure, BigDecimal weight) {

    /** The weight of a criterion that names none. */
    public static final BigDecimal WEIGHT = BigDecimal.ONE;
  }

  /** How a criterion is found met or missed. */
  public sealed interface Measure {

    /** By an expression over the result of the run. */
    record Check(Expression expression) implements Measure {}

    /** By a model that is told what to look for. */
    record Judge(Template question) implements Measure {}
  }

  /**
   * What must hold at every step of a run.
   *
   * @param isHard whether a run that breaks it fails; else it is said and the run goes on
   */
  public record Constraint(String id, boolean isHard, Expression check) {}

  /** Whether there is nothing to judge. */
  public boolean isEmpty() {
    return success.isEmpty() && constraints.isEmpty();
  }

  /** Whether a model judges some criterion. */
  public boolean hasJudges() {
    return success.stream().anyMatch(one -> one.measure() instanceof Measure.Judge);
  }

  /** {@return the id of the node that judges a criterion} */
  public static NodeId judgeOf(String criterion) {
    return new NodeId(JUDGE_PREFIX + criterion);
  }

  /** Whether a node judges a criterion, and is none of the file. */
  public static boolean isJudge(NodeId node) {
    return node.value().startsWith(JUDGE_PREFIX);
  }

  /** {@return the node of an id that judges a criterion} */
  Optional<Node.Llm> findJudge(NodeId node) {
    return findJudged(node)
        .flatMap(
            criterion ->
                criterion.measure() instanceof Measure.Judge(var question)
                    ? Optional.of(Judges.of(criterion, question))
                    : Optional.empty());
  }

  /** {@return the criterion that a node judges; empty for the nodes of a file} */
  public Optional<Criterion> findJudged(NodeId node) {
    return success.stream().filter(one -> judgeOf(one.id()).equals(node)).findFirst();
  }
}
