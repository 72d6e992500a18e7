package fermata.definition.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.expression.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The nodes that judge criteria of a goal: models without tools that say yes or no, and why.
 *
 * <p>They are nodes like those of a file, so that their requests are kept, counted, repeated and
 * recovered like any other.
 */
final class Judges {

  private static final int TURNS_MAX = 4;
  private static final Retry RETRY = new Retry(3, Duration.ofSeconds(2), List.of());

  private Judges() {}

  static Node.Llm of(Goal.Criterion criterion, Template question) {
    return new Node.Llm(
        Goal.judgeOf(criterion.id()),
        NodeOptions.of(outputs(), RETRY),
        null,
        question,
        null,
        List.of(),
        TURNS_MAX,
        null,
        null);
  }

  private static SequencedMap<String, Field> outputs() {
    SequencedMap<String, Field> outputs = new LinkedHashMap<>();
    outputs.put("met", field("met", "boolean", "Whether the criterion is met."));
    outputs.put("reason", field("reason", "string", "Why, in one or two sentences."));
    return outputs;
  }

  private static Field field(String name, String type, String description) {
    var schema = JsonNodeFactory.instance.objectNode();
    return new Field(name, schema.put("type", type).put("description", description), true, null);
  }
}
