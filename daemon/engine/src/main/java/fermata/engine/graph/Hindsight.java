package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionParser;
import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.expression.TemplateParser;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.EdgeTrigger;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunEvent;
import fermata.engine.run.SharedState;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Conversation;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a run at a position: values of expressions, the request that went out there,
 * why its ways were taken. Looks, and changes nothing.
 */
public final class Hindsight {

  private final AgentDefinition definition;
  private final RunState state;
  private final Course course;

  private Hindsight(AgentDefinition definition, RunState state, Instant at) {
    this.definition = definition;
    this.state = state;
    this.course = new Course(definition, state, at, SharedState.NONE);
  }

  /** {@return the sight of a run that has started} */
  public static Hindsight of(AgentDefinition definition, RunState state, Instant at) {
    return new Hindsight(definition, state, at);
  }

  /** A value, or why there is none. */
  public record Answer(@Nullable JsonNode value, @Nullable String error) {}

  /**
   * A condition and the values that it was about.
   *
   * @param parts the names in it with what they lead to; those without a value have null
   */
  public record Condition(
      String source, Answer answer, SequencedMap<String, @Nullable JsonNode> parts) {}

  /** An edge that was or was not taken. */
  public record Way(Edge edge, boolean isTaken, String why, @Nullable Condition condition) {}

  /**
   * {@return the value of an expression}
   *
   * @param step that sees it; the run as a whole where absent or over
   */
  public Answer evaluate(@Nullable StepId step, String source) {
    return answer(ExpressionParser.parse(source, "expression").value(), scope(step));
  }

  private Scope scope(@Nullable StepId step) {
    return step == null || !state.steps().has(step)
        ? Scope.of(course, Token.FIRST)
        : Scope.ofWays(course, state.steps().get(step));
  }

  private static Answer answer(Expression expression, Scope scope) {
    return switch (Expressions.value(expression, scope)) {
      case Expressions.Result.Value(var value) -> new Answer(value, null);
      case Expressions.Result.Failed(var failure) -> new Answer(null, failure.message());
    };
  }

  /** {@return the condition of the node of a step that has just begun; null where it has none} */
  public @Nullable Condition guard(StepId id) {
    Step step = state.steps().get(id);
    Expression guard = course.nodeOf(step).options().when();
    return guard == null ? null : condition(guard, Scope.of(course, step));
  }

  /** {@return the request that goes out with an event} */
  public ModelRequest request(RunEvent.ModelStarted event) {
    Step step = state.steps().get(event.step());
    Conversation conversation = step.conversation().orElse(Conversation.EMPTY);
    ModelRequest request = ModelCalls.request(course, step, conversation, event.model());
    return Budget.reserve(course, step, request) instanceof Budget.Verdict.Allowed allowed
        ? request.within(allowed.outputTokensMax())
        : request;
  }

  /** {@return the ways from a step that ends with an event, in the order of the file} */
  public List<Way> ways(RunEvent.StepFinished event) {
    Step step = state.steps().get(event.step());
    Scope scope = Steps.scope(course, step, event.outputs(), event.error());
    Edges.Choice choice = Edges.choose(course, step, event.status(), scope);
    List<Edge> taken = choice instanceof Edges.Choice.Taken(var edges) ? edges : List.of();
    List<Edge> own = definition.edgesFrom(step.node());
    var ways = new ArrayList<Way>();
    for (Edge edge : own) {
      Condition condition = edge.when() == null ? null : condition(edge.when(), scope);
      String why = why(edge, taken, condition, event.status(), own, step);
      ways.add(new Way(edge, taken.contains(edge), why, condition));
    }
    return ways;
  }

  private static String why(
      Edge edge,
      List<Edge> taken,
      @Nullable Condition condition,
      StepStatus status,
      List<Edge> own,
      Step step) {
    Set<EdgeTrigger> fitting = Edges.fitting(status, own);
    int highest = taken.stream().mapToInt(Edge::priority).max().orElse(Integer.MIN_VALUE);
    if (taken.contains(edge)) {
      return whyTaken(edge, condition, step);
    }
    if (!fitting.contains(edge.on())) {
      return "it waits for %s, and the node ended with %s"
          .formatted(edge.on().name().toLowerCase(Locale.ROOT), status.label());
    }
    if (edge.isDefault()) {
      return "the default, and another was taken";
    }
    if (edge.priority() < highest) {
      return "its priority %d is below %d, of which one was taken"
          .formatted(edge.priority(), highest);
    }
    if (condition != null && condition.answer().error() != null) {
      return "its condition has no value: " + condition.answer().error();
    }
    boolean isFalse =
        condition != null
            && (condition.answer().value() == null || !condition.answer().value().asBoolean());
    return isFalse ? "its condition is false" : "a model decided against it";
  }

  private static String whyTaken(Edge edge, @Nullable Condition condition, Step step) {
    if (edge.isDefault()) {
      return "the default, as no other was taken";
    }
    if (!step.verdicts().isEmpty()) {
      return "a model decided for it";
    }
    return condition == null ? "it has no condition" : "its condition is true";
  }

  private static Condition condition(Expression expression, Scope scope) {
    var parts = new LinkedHashMap<String, @Nullable JsonNode>();
    for (ExpressionTree tree : paths(expression.root())) {
      String source = ExpressionPrinter.print(tree);
      Answer answer = answer(new Expression(source, expression.pointer(), tree), scope);
      parts.put(source, answer.value());
    }
    return new Condition(expression.source(), answer(expression, scope), parts);
  }

  /** The longest chains of names: what somebody who reads the condition wants to know. */
  private static List<ExpressionTree> paths(ExpressionTree root) {
    var found = new ArrayList<ExpressionTree>();
    collect(root, found);
    return found;
  }

  private static void collect(ExpressionTree tree, List<ExpressionTree> found) {
    switch (tree) {
      case ExpressionTree.Name _ -> found.add(tree);
      case ExpressionTree.Member member when isPath(member) -> found.add(member);
      case ExpressionTree.Has _ -> found.add(tree);
      // The variables of a macro have no value outside of it.
      case ExpressionTree.Macro macro -> collect(macro.range(), found);
      default -> ExpressionTrees.children(tree).forEach(child -> collect(child, found));
    }
  }

  private static boolean isPath(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Name _ -> true;
      case ExpressionTree.Member member -> isPath(member.operand());
      default -> false;
    };
  }

  /**
   * {@return what a breakpoint of the past says at a place}
   *
   * @param step that is there, after its event
   * @param names values beside those of the run, such as {@code args}
   * @param hits how often the place was reached, this time included
   */
  public Halt halt(
      Breakpoint point, @Nullable StepId step, SequencedMap<String, JsonNode> names, int hits) {
    Scope scope = scope(step);
    names.forEach(scope::with);
    if (!holds(point.condition(), scope)) {
      return Halt.NOT;
    }
    scope.with("hits", JsonNodeFactory.instance.numberNode(hits));
    if (!holds(point.hits(), scope)) {
      return Halt.COUNTED;
    }
    String log = point.log();
    if (log == null) {
      return Halt.STOP;
    }
    return switch (Expressions.render(TemplateParser.parse(log, "log").value(), scope)) {
      case Expressions.Result.Value(var value) -> new Halt(true, false, Texts.of(value));
      case Expressions.Result.Failed(var failure) -> new Halt(true, false, failure.message());
    };
  }

  /**
   * What is done at a breakpoint.
   *
   * @param isHit whether its condition holds
   * @param log to be told
   */
  public record Halt(boolean isHit, boolean isStop, @Nullable String log) {
    static final Halt NOT = new Halt(false, false, null);
    static final Halt COUNTED = new Halt(true, false, null);
    static final Halt STOP = new Halt(true, true, null);
  }

  // What cannot be evaluated stops, as in a run.
  private static boolean holds(@Nullable String source, Scope scope) {
    if (source == null) {
      return true;
    }
    return switch (Expressions.test(ExpressionParser.parse(source, "condition").value(), scope)) {
      case Expressions.Result.Value(var value) -> value.booleanValue();
      case Expressions.Result.Failed _ -> true;
    };
  }
}
