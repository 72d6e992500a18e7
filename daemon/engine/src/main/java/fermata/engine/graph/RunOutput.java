package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Field;
import fermata.definition.model.NodeId;
import fermata.definition.model.Ordered;
import fermata.definition.model.OutputField;
import fermata.engine.fold.Canonical;
import fermata.engine.fold.Joining;
import fermata.engine.run.StepId;
import fermata.engine.state.Flow.Terminal;
import fermata.engine.state.RunState;
import fermata.engine.state.Token;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of a run whose last branch has ended. */
final class RunOutput {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final AgentDefinition definition;
  private final RunState state;
  private final Map<String, JsonNode> shared;

  private RunOutput(Course course, Map<String, JsonNode> shared) {
    this.definition = course.definition();
    this.state = course.state();
    this.shared = shared;
  }

  static void complete(Course course) {
    Joining.Joined joined = Joining.atEnd(course.definition(), course.state());
    Conflicts.tell(course, null, joined.rejected());
    if (!joined.rejected().isEmpty()) {
      Ends.fail(course, joined.rejected().getFirst().failure());
      return;
    }
    var output = new RunOutput(course, joined.state().asMap());
    JsonNode judged = course.state().memory().judged();
    switch (judged == null ? output.value(course) : new Expressions.Result.Value(judged)) {
      case Expressions.Result.Failed(var failure) -> Ends.fail(course, failure);
      case Expressions.Result.Value(var value) ->
          Goals.conclude(course, value, output.scope(course).with("output", value));
    }
  }

  private Expressions.Result value(Course course) {
    ObjectNode value = JSON.objectNode();
    if (definition.output().isEmpty()) {
      value.setAll(ofTerminals());
      return new Expressions.Result.Value(value);
    }
    Scope scope = scope(course);
    for (OutputField field : definition.output().sequencedValues()) {
      switch (value(field, scope)) {
        case Expressions.Result.Failed failed -> {
          return failed;
        }
        case Expressions.Result.Value(var found) -> {
          if (!found.isMissingNode()) {
            value.set(field.field().name(), found);
          }
        }
      }
    }
    return checked(value);
  }

  private Scope scope(Course course) {
    ObjectNode values = JSON.objectNode();
    shared.forEach(values::set);
    return Scope.of(course, Token.FIRST).with("output", ofTerminals()).with("state", values);
  }

  private Expressions.Result value(OutputField output, Scope scope) {
    if (output.from() != null) {
      return Expressions.render(output.from(), scope);
    }
    String name = output.field().name();
    JsonNode found = ofTerminals().path(name);
    if (found.isMissingNode()) {
      found = Optional.ofNullable(shared.get(name)).orElse(found);
    }
    JsonNode byDefault = output.field().defaultValue();
    return new Expressions.Result.Value(
        found.isMissingNode() && byDefault != null ? Canonical.of(byDefault) : found);
  }

  // Of several branches that ended, those later in the file win.
  private ObjectNode ofTerminals() {
    ObjectNode values = JSON.objectNode();
    List<Map.Entry<NodeId, Terminal>> terminals =
        state.flow().terminals().asMap().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(ORDER))
            .toList();
    for (Map.Entry<NodeId, Terminal> terminal : terminals) {
      state
          .memory()
          .outputs()
          .find(terminal.getKey())
          .ifPresent(outputs -> values.setAll((ObjectNode) outputs));
    }
    return values;
  }

  /** The order of ends: by branch, then by step. */
  static final Comparator<Terminal> ORDER =
      Comparator.comparing(Terminal::lineage, (one, other) -> one.compareBranches(other))
          .thenComparing(Terminal::step, Comparator.comparingInt(RunOutput::number));

  private static int number(StepId step) {
    return Integer.parseInt(step.value().substring(1));
  }

  private Expressions.Result checked(ObjectNode value) {
    var fields = new LinkedHashMap<String, Field>();
    definition.output().forEach((name, output) -> fields.put(name, output.field()));
    return Fields.check(Ordered.copyOf(fields), value).stream()
        .findFirst()
        .<Expressions.Result>map(
            violation ->
                new Expressions.Result.Failed(Fields.failure("output.schema", "output", violation)))
        .orElse(new Expressions.Result.Value(value));
  }
}
