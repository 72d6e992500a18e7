package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Flow;
import fermata.engine.state.RunState;
import fermata.engine.state.Token;
import java.util.List;

/** Events of the goal of a run. */
final class GoalFold {

  private GoalFold() {}

  // The last branch has ended, so nothing else waits anywhere.
  static RunState judging(RunState state, RunEvent.GoalJudging event) {
    Flow flow = state.flow();
    var judge = new Flow.Arrival(event.node(), null, Token.FIRST, null, null, null);
    JsonNode output = event.output();
    RunState told = output == null ? state : state.with(state.memory().judging(output));
    return told.with(flow.with(List.of(judge)));
  }

  static RunState violated(RunState state, RunEvent.ConstraintViolated event) {
    return state.with(state.memory().violating(event.constraint(), event.evidence()));
  }
}
