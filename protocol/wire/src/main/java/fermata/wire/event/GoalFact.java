package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about how a run stands to the goal of its agent. */
public sealed interface GoalFact extends EventData {

  /** The work is done, and a model is about to judge it. */
  record Judging(
      @Doc("node that judges: goal. and the id of the criterion") String node,
      @Doc("output that the run will end with, unless an earlier judge was told") @Untrusted
          @Nullable JsonNode output)
      implements GoalFact {}

  /** The run was held against its goal; the event that ends it follows. */
  record Evaluated(
      @Doc("met, missed or unevaluated") String verdict,
      @Doc("weights of the criteria that are met, of all weights, from 0 to 1")
          @Nullable BigDecimal score,
      @Doc("each criterion") List<Criterion> criteria,
      @Doc("each constraint") List<Constraint> constraints)
      implements GoalFact {

    public Evaluated {
      criteria = List.copyOf(criteria);
      constraints = List.copyOf(constraints);
    }
  }

  /** A criterion and what is known of it. */
  record Criterion(
      @Doc("id of the criterion") String id,
      @Doc("met, missed or unevaluated") String verdict,
      @Doc("how much it counts") BigDecimal weight,
      @Doc("values that were looked at, what a judge said, or why nobody can say")
          String evidence) {}

  /** A constraint and what is known of it. */
  record Constraint(
      @Doc("id of the constraint") String id,
      @Doc("whether a run that breaks it fails") boolean hard,
      @Doc("met, missed where it was broken at any time, or unevaluated") String verdict,
      @Doc("values that were looked at, or why nobody can say") String evidence) {}

  /** A constraint was broken. */
  record ConstraintViolated(
      @Doc("id of the constraint") String constraint,
      @Doc("whether the run fails for it") boolean hard,
      @Doc("values that were looked at") String evidence)
      implements GoalFact {}
}
