package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Template;
import fermata.definition.model.Edge;
import fermata.definition.model.Field;
import fermata.definition.model.Join;
import fermata.definition.model.Node;
import fermata.definition.model.NodeAccess;
import fermata.definition.model.NodeOptions;
import fermata.definition.model.OnError;
import fermata.definition.model.Ordered;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A choice among the ways of a step that a model makes.
 *
 * <p>The model is asked as one of an {@code llm} node is, without tools, until its choice is one of
 * the options. The choice is in the journal: it is made once.
 */
final class Deciding {

  private static final String CHOICE = "choice";
  private static final int TURNS_MAX = 5;
  private static final String INSTRUCTIONS =
      "You decide which way a piece of work goes on. Choose one of the options.";

  private Deciding() {}

  static void progress(Course course, Step step, Step.Work.Deciding deciding) {
    if (deciding.conversation().messages().isEmpty()) {
      ask(course, step, deciding);
    } else {
      LlmWork.progress(course, step, deciding.conversation());
    }
  }

  private static void ask(Course course, Step step, Step.Work.Deciding deciding) {
    Step.Outcome outcome = deciding.outcome();
    Scope scope = Steps.scope(course, step, outcome.outputs(), outcome.error());
    switch (Expressions.render(
        Objects.requireNonNull(question(course, step, deciding.question())), scope)) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var text) -> {
        LlmWork.say(course, step.id(), RunEvent.Role.SYSTEM, INSTRUCTIONS, null);
        String options =
            deciding.options().stream()
                .map(option -> "\n- " + option)
                .collect(Collectors.joining());
        LlmWork.say(
            course, step.id(), RunEvent.Role.USER, Texts.of(text) + "\n\nOptions:" + options, null);
      }
    }
  }

  private static @Nullable Template question(Course course, Step step, String pointer) {
    return course.definition().edgesFrom(step.node()).stream()
        .filter(edge -> edge.decide() != null)
        .filter(edge -> Edges.question(edge).equals(pointer))
        .map(Edge::decide)
        .findFirst()
        .orElseGet(() -> ((Node.Router) course.nodeOf(step)).decide());
  }

  static void decided(Course course, Step step, Step.Work.Deciding deciding, JsonNode outputs) {
    course.emit(
        new RunEvent.EdgeDecided(step.id(), deciding.question(), outputs.path(CHOICE).asText()));
  }

  /** {@return the node that a model is asked for, which the definition does not have} */
  static Node.Llm node(Node asking, Step.Work.Deciding deciding) {
    return new Node.Llm(
        asking.id(),
        new NodeOptions(
            "",
            null,
            choice(deciding.options()),
            asking.options().retry(),
            null,
            null,
            Join.DEFAULT,
            OnError.FAIL,
            NodeAccess.OPEN,
            asking.options().budget(),
            null),
        null,
        new Template(List.of()),
        asking instanceof Node.Llm llm ? llm.model() : null,
        List.of(),
        TURNS_MAX,
        null,
        null);
  }

  private static SequencedMap<String, Field> choice(List<String> options) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    ArrayNode words = schema.putArray("enum");
    options.forEach(words::add);
    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    fields.put(CHOICE, new Field(CHOICE, schema, true, null));
    return Ordered.copyOf(fields);
  }
}
