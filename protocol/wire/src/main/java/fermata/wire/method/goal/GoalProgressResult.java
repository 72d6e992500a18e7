package fermata.wire.method.goal;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code goal/progress}. */
public record GoalProgressResult(
    @Doc("the goals of the agents whose runs there are, by the name of the agent")
        List<GoalProgress> goals,
    @Doc("whether all runs were looked at; else the newest") boolean complete) {

  public GoalProgressResult {
    goals = List.copyOf(goals);
  }
}
