package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.expression.Expression;
import fermata.definition.model.Edge;
import fermata.definition.model.Goal;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.ValueTemplate;
import fermata.engine.run.ElementId;
import fermata.engine.run.Failure;
import fermata.engine.run.FanOutId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The life of a step, whatever its node does. */
final class Steps {

  private Steps() {}

  /** Lets a step go on, if it can. */
  static void progress(Course course, Step step) {
    switch (step.work()) {
      case Step.Work.Fresh() -> {
        if (!Stops.atStep(course, step)) {
          begin(course, step);
        }
      }
      case Step.Work.Calling(var call) -> ToolWork.progress(course, step, call);
      case Step.Work.Flowing _ ->
          WorkflowWork.progress(course, step, (Node.Workflow) course.nodeOf(step));
      case Step.Work.Delegated(var call) -> AgentWork.progress(course, step, call);
      case Step.Work.Asking _ -> {}
      case Step.Work.Answered(var answer) -> HumanWork.answered(course, step, answer);
      case Step.Work.Expired(var unanswered) -> HumanWork.expired(course, step, unanswered);
      case Step.Work.Waiting _ -> {}
      case Step.Work.Waited waited -> WaitWork.ended(course, step, waited);
      case Step.Work.Emitted() -> EmitWork.emitted(course, step);
      case Step.Work.Conversing(var conversation) -> LlmWork.progress(course, step, conversation);
      case Step.Work.Deciding deciding -> Deciding.progress(course, step, deciding);
      case Step.Work.Judging judging -> OutputJudge.progress(course, step, judging);
      case Step.Work.Summarizing summing -> Summarising.progress(course, step, summing);
      case Step.Work.Decided(var outcome) ->
          end(course, step, outcome.status(), outcome.outputs(), outcome.error());
      case Step.Work.Going(var mapping) -> MapWork.progress(course, step, mapping);
    }
  }

  private static void begin(Course course, Step step) {
    Node node = course.nodeOf(step);
    Integer visitsMax = node.options().visitsMax();
    if (visitsMax != null && step.visit() > visitsMax) {
      fail(course, step, tooManyVisits(step, visitsMax));
      return;
    }
    Expression guard = node.options().when();
    if (guard == null) {
      receive(course, step, node);
      return;
    }
    switch (Expressions.test(guard, Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> fail(course, step, failure);
      case Expressions.Result.Value(var holds) -> {
        if (holds.booleanValue()) {
          receive(course, step, node);
        } else {
          end(course, step, StepStatus.SKIPPED, null, null);
        }
      }
    }
  }

  private static Failure tooManyVisits(Step step, int visitsMax) {
    String node = step.node().value();
    return Failure.at(
        "nodes." + node + ".visits",
        "limit.visits",
        "node '" + node + "': visit " + step.visit() + " (expected: at most " + visitsMax + ")");
  }

  // What a node is given is stored: its ways read it when the node ends.
  private static void receive(Course course, Step step, Node node) {
    SequencedMap<String, ValueTemplate> inputs = node.options().access().inputs();
    if (inputs.isEmpty()) {
      work(course, step, node);
      return;
    }
    switch (Expressions.members(inputs, Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> fail(course, step, failure);
      case Expressions.Result.Value(var values) -> {
        course.emit(new RunEvent.StepReceived(step.id(), values));
        work(course, course.state().steps().get(step.id()), node);
      }
    }
  }

  private static void work(Course course, Step step, Node node) {
    switch (node) {
      case Node.Llm llm when Goal.isJudge(llm.id()) -> JudgeWork.begin(course, step, llm);
      case Node.Llm llm -> LlmWork.begin(course, step, llm);
      case Node.Tool tool -> ToolWork.begin(course, step, tool);
      case Node.Human human -> HumanWork.begin(course, step, human);
      case Node.Router _ -> succeed(course, step, JsonNodeFactory.instance.objectNode());
      case Node.Workflow workflow -> WorkflowWork.progress(course, step, workflow);
      case Node.Code code -> ToolWork.begin(course, step, code);
      case Node.Transform transform -> TransformWork.begin(course, step, transform);
      case Node.Map map -> MapWork.begin(course, step, map);
      case Node.Wait wait -> WaitWork.begin(course, step, wait);
      case Node.Emit emit -> EmitWork.begin(course, step, emit);
      case Node.Agent agent -> AgentWork.begin(course, step, agent);
    }
  }

  static void succeed(Course course, Step step, JsonNode outputs) {
    if (course.state().steps().get(step.id()).work() instanceof Step.Work.Deciding deciding) {
      Deciding.decided(course, step, deciding, outputs);
      return;
    }
    if (course.state().steps().get(step.id()).work() instanceof Step.Work.Judging judging) {
      OutputJudge.judged(course, step, judging, outputs);
      return;
    }
    if (course.state().steps().get(step.id()).work() instanceof Step.Work.Summarizing summing) {
      Summarising.done(course, step, summing, outputs.path("text").asText());
      return;
    }
    SequencedMap<String, JsonNode> writes = StateWrites.ofOutputs(course.nodeOf(step), outputs);
    Optional<Failure> refusal = StateWrites.refusal(course, step, writes);
    if (refusal.isPresent()) {
      fail(course, step, refusal.get());
      return;
    }
    StateWrites.make(course, step, writes);
    end(course, step, StepStatus.SUCCESS, outputs, null);
  }

  static void skip(Course course, Step step) {
    end(course, step, StepStatus.SKIPPED, null, null);
  }

  static void fail(Course course, Step step, Failure failure) {
    finish(course, step, StepStatus.FAILURE, failure);
  }

  /** Ends a step that did not succeed. */
  static void finish(Course course, Step step, StepStatus status, Failure failure) {
    if (course.state().steps().get(step.id()).work() instanceof Step.Work.Summarizing summing) {
      Summarising.failed(course, step, summing, failure);
      return;
    }
    end(course, step, status, null, failure);
  }

  private static void end(
      Course course,
      Step step,
      StepStatus status,
      @Nullable JsonNode outputs,
      @Nullable Failure error) {
    Step now = course.state().steps().get(step.id());
    if (now.work() instanceof Step.Work.Deciding(var before, _, _, _) && before.error() != null) {
      // The question was about the edges of a failure; where it is broken, nobody can decide.
      Failure failure = error == null ? before.error() : error;
      unhandled(course, now, before.status(), null, failure, failure);
      return;
    }
    if (error != null && Stops.atFailure(course, now, status, error)) {
      return;
    }
    Scope scope = scope(course, now, outputs, error);
    switch (Edges.choose(course, now, status, scope)) {
      case Edges.Choice.Taken(var edges) -> {
        switch (given(edges, scope)) {
          case Given.Broken(var failure) -> broken(course, now, error, failure);
          case Given.Inputs(var inputs) -> {
            finished(course, now, status, outputs, error, edges.size());
            take(course, now, edges, inputs);
            Stops.atEdges(course, now, edges, scope);
          }
        }
      }
      case Edges.Choice.Undecided(var question, var options) ->
          course.emit(
              new RunEvent.StepDeciding(now.id(), status, outputs, error, question, options));
      case Edges.Choice.Broken(var failure) -> broken(course, now, error, failure);
      case Edges.Choice.NoneFits() ->
          unhandled(
              course,
              now,
              status,
              outputs,
              Edges.isForgiven(course, now, status) ? null : error,
              error);
      case Edges.Choice.NoneHolds() ->
          unhandled(course, now, status, outputs, error == null ? deadEnd(now) : error, error);
    }
  }

  /** What the edges that are taken give their targets. */
  private sealed interface Given {

    /** An object for each edge, or null. */
    record Inputs(List<@Nullable JsonNode> inputs) implements Given {}

    record Broken(Failure failure) implements Given {}
  }

  private static Given given(List<Edge> edges, Scope scope) {
    var inputs = new ArrayList<@Nullable JsonNode>();
    for (Edge edge : edges) {
      if (edge.inputs().isEmpty()) {
        inputs.add(null);
        continue;
      }
      switch (Expressions.members(edge.inputs(), scope)) {
        case Expressions.Result.Failed(var failure) -> {
          return new Given.Broken(failure);
        }
        case Expressions.Result.Value(var value) -> inputs.add(value);
      }
    }
    return new Given.Inputs(inputs);
  }

  static Scope scope(
      Course course, Step step, @Nullable JsonNode outputs, @Nullable Failure error) {
    Scope scope = Scope.ofWays(course, step);
    if (error != null) {
      scope = scope.withError(error, step);
      if (!Edges.isForgiven(course, step, StepStatus.FAILURE)) {
        return scope;
      }
    }
    return scope.withOutput(
        step.node(), outputs == null ? JsonNodeFactory.instance.objectNode() : outputs);
  }

  // A condition that cannot be evaluated fails the step, and its failure edges decide. Where it is
  // one of those that is broken, nobody can.
  private static void broken(Course course, Step step, @Nullable Failure error, Failure failure) {
    if (error == null) {
      end(course, step, StepStatus.FAILURE, null, failure);
      return;
    }
    unhandled(course, step, StepStatus.FAILURE, null, failure, failure);
  }

  /**
   * Ends a step after which no edge is taken.
   *
   * @param trouble why that is not well; absent where the branch just ends
   * @param error of the step
   */
  private static void unhandled(
      Course course,
      Step step,
      StepStatus status,
      @Nullable JsonNode outputs,
      @Nullable Failure trouble,
      @Nullable Failure error) {
    Optional<NodeId> join = trouble == null ? Optional.empty() : Forgiving.join(course, step);
    finished(course, step, status, outputs, error, join.isPresent() ? 1 : 0);
    // A judge without a verdict fails nothing.
    if (trouble == null || Goal.isJudge(step.node())) {
      return;
    }
    ElementId element = step.token().frame();
    if (join.isPresent()) {
      course.emit(new RunEvent.BranchFailed(step.id(), step.node(), join.get(), trouble));
    } else if (element != null) {
      MapWork.failed(course, element, trouble);
    } else {
      Ends.fail(course, trouble, step.id(), step.node());
    }
  }

  private static Failure deadEnd(Step step) {
    String node = step.node().value();
    return Failure.at(
        "nodes." + node,
        "graph.dead-end",
        "node '"
            + node
            + "' ended and no condition of its edges holds (expected: one that does,"
            + " or a default edge)");
  }

  private static void finished(
      Course course,
      Step step,
      StepStatus status,
      @Nullable JsonNode outputs,
      @Nullable Failure error,
      int edges) {
    course.emit(new RunEvent.StepFinished(step.id(), step.node(), status, outputs, error, edges));
  }

  private static void take(
      Course course, Step step, List<Edge> edges, List<@Nullable JsonNode> inputs) {
    var fanOut = FanOutId.of(course.state().counters().fanOuts() + 1);
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      course.emit(
          new RunEvent.EdgeTaken(
              step.id(),
              edge.from(),
              edge.to(),
              edge.label(),
              edge.isDefault(),
              edges.size() == 1 ? null : new RunEvent.Branch(fanOut, i),
              inputs.get(i)));
    }
  }
}
