package fermata.daemon.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fermata.daemon.journal.FactMapping;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunArchive;
import fermata.daemon.store.JournalId;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.engine.graph.Hindsight;
import fermata.engine.run.Message;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.ToolRequest;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.debug.RunExplainParams;
import fermata.wire.method.debug.RunExplainResult;
import fermata.wire.method.debug.RunExplainResult.ExplainedCondition;
import fermata.wire.method.debug.RunExplainResult.ExplainedEdge;
import fermata.wire.method.debug.RunExplainResult.ExplainedMessage;
import fermata.wire.method.debug.RunExplainResult.ExplainedRequest;
import fermata.wire.method.debug.RunExplainResult.ExplainedTool;
import fermata.wire.method.debug.RunExplainResult.NamedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a step asked of models and why it went where it went, worked out from the states that it was
 * in.
 *
 * <p>Confined to one reading.
 */
public final class Explanation {

  private final StepId step;
  private final Function<RunArchive.Past, ToolKnowledge> tools;
  private final List<ExplainedRequest> requests = new ArrayList<>();
  private RunEvent.@Nullable StepStarted started;
  private long startedSeq;
  private @Nullable JsonNode inputs;
  private @Nullable ExplainedCondition guard;
  private RunEvent.@Nullable StepFinished finished;
  private @Nullable Long finishedSeq;
  private List<ExplainedEdge> edges = List.of();

  private Explanation(StepId step, Function<RunArchive.Past, ToolKnowledge> tools) {
    this.step = step;
    this.tools = tools;
  }

  /**
   * {@return the explanation}
   *
   * @param tools what is known of the tools of a run
   * @throws RefusedException with {@code InvalidParams} if the run has no such step
   */
  public static RunExplainResult of(
      RunArchive archive, RunExplainParams asked, Function<RunArchive.Past, ToolKnowledge> tools) {
    var session = new JournalId(asked.session());
    String run = archive.run(session, asked.run()).run();
    var explanation = new Explanation(new StepId(asked.step()), tools);
    Long at = asked.at();
    archive.visit(session, run, 0, at == null ? Long.MAX_VALUE : at, explanation::consider);
    return explanation.result(run);
  }

  private boolean consider(EventEnvelope event, RunState before, RunArchive.Past after) {
    RunEvent happened = FactMapping.toEvent(event.fact()).orElse(null);
    switch (happened) {
      case RunEvent.StepStarted it when it.step().equals(step) -> {
        started = it;
        startedSeq = event.seq();
        Hindsight.Condition condition = sight(after.state(), after, event).guard(step);
        guard = condition == null ? null : view(condition);
      }
      case RunEvent.StepReceived it when it.step().equals(step) -> inputs = it.inputs();
      case RunEvent.ModelStarted it when it.step().equals(step) ->
          requests.add(request(event, it, sight(before, after, event).request(it), after));
      case RunEvent.StepFinished it when it.step().equals(step) -> {
        finished = it;
        finishedSeq = event.seq();
        edges = sight(before, after, event).ways(it).stream().map(Explanation::view).toList();
        return false;
      }
      case null, default -> {
        // Not about the step.
      }
    }
    return true;
  }

  private static Hindsight sight(RunState state, RunArchive.Past past, EventEnvelope event) {
    return Hindsight.of(past.sight().definition(), state, event.at());
  }

  private ExplainedRequest request(
      EventEnvelope event, RunEvent.ModelStarted it, ModelRequest request, RunArchive.Past past) {
    ToolKnowledge known = tools.apply(past);
    return new ExplainedRequest(
        event.seq(),
        it.call().value(),
        it.attempt(),
        request.model(),
        request.messages().stream().map(Explanation::view).toList(),
        request.tools().stream().map(tool -> view(tool, known)).toList(),
        request.outputs(),
        request.temperature(),
        request.outputTokensMax(),
        request.reasoning() == null ? null : request.reasoning().name().toLowerCase(Locale.ROOT));
  }

  private static ExplainedTool view(ToolName tool, ToolKnowledge known) {
    ToolSchema schema = known.find(tool).orElse(null);
    return schema == null
        ? new ExplainedTool(tool.value(), null, null)
        : new ExplainedTool(tool.value(), schema.description(), schema.input());
  }

  private static ExplainedMessage view(Message message) {
    return switch (message) {
      case Message.Instructions(var text) -> new ExplainedMessage("system", text, null, null);
      case Message.User(var text, _) -> new ExplainedMessage("user", text, null, null);
      case Message.Assistant(var text, var calls, _) ->
          new ExplainedMessage("assistant", text, calls(calls), null);
      case Message.Tool(var id, var text) -> new ExplainedMessage("tool", text, null, id);
    };
  }

  private static @Nullable JsonNode calls(List<ToolRequest> calls) {
    if (calls.isEmpty()) {
      return null;
    }
    ArrayNode array = Json.mapper().createArrayNode();
    ValueMapping.toWire(calls).forEach(call -> array.add(Json.toTree(call)));
    return array;
  }

  private static ExplainedEdge view(Hindsight.Way way) {
    String label = way.edge().label();
    return new ExplainedEdge(
        way.edge().pointer(),
        way.edge().to().value(),
        label.isEmpty() ? null : label,
        way.edge().on().name().toLowerCase(Locale.ROOT),
        way.edge().priority(),
        way.isTaken(),
        way.why(),
        way.condition() == null ? null : view(way.condition()));
  }

  private static ExplainedCondition view(Hindsight.Condition condition) {
    var parts = new ArrayList<NamedValue>();
    condition.parts().forEach((name, value) -> parts.add(new NamedValue(name, value)));
    return new ExplainedCondition(
        condition.source(), condition.answer().value(), condition.answer().error(), parts);
  }

  private RunExplainResult result(String run) {
    RunEvent.StepStarted begun = started;
    if (begun == null) {
      throw RefusedException.invalidParams("/step", "the run has no step '" + step.value() + "'");
    }
    RunEvent.StepFinished end = finished;
    return new RunExplainResult(
        run,
        step.value(),
        begun.node().value(),
        begun.kind(),
        startedSeq,
        finishedSeq,
        end == null ? null : end.status().label(),
        inputs,
        end == null ? null : end.outputs(),
        guard,
        requests,
        edges);
  }
}
