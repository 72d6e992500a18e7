package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.DurationText;
import fermata.definition.load.BuiltinTools;
import fermata.definition.model.Field;
import fermata.definition.model.Ordered;
import fermata.definition.model.ToolName;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.schema.SchemaValidator.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What somebody wants to know of a person, in the words of the tool {@code human.ask}.
 *
 * @param json the arguments of that tool
 */
public record QuestionArgs(JsonNode json) {

  /** The tool that asks a person. */
  public static final ToolName TOOL = new ToolName("human.ask");

  /** {@return what is wrong with them; nothing else may be asked of those that are wrong} */
  public List<Violation> violations() {
    JsonNode schema =
        BuiltinTools.knowledge()
            .find(TOOL)
            .orElseThrow(() -> new IllegalStateException(TOOL.value() + " is not declared"))
            .input();
    var violations = new ArrayList<>(SchemaValidator.of(schema).validate(json));
    JsonNode timeout = json.path("timeout");
    if (timeout.isTextual() && DurationText.parse(timeout.textValue()).isEmpty()) {
      String message = "'" + timeout.textValue() + "' is no duration (expected: such as 30m or 2d)";
      violations.add(new Violation("/timeout", message, "format"));
    }
    return violations;
  }

  /** {@return what may be answered} */
  public QuestionKind kind() {
    if (!fields().isEmpty()) {
      return QuestionKind.FORM;
    }
    if (!options().isEmpty()) {
      return QuestionKind.CHOICE;
    }
    return json.path("yes_no").asBoolean() ? QuestionKind.APPROVAL : QuestionKind.FREE_TEXT;
  }

  /** {@return what may be chosen} */
  public List<String> options() {
    var options = new ArrayList<String>();
    json.path("options").forEach(option -> options.add(option.asText()));
    return options;
  }

  /** {@return the fields of a form} */
  public SequencedMap<String, Field> fields() {
    var fields = new LinkedHashMap<String, Field>();
    json.path("fields")
        .properties()
        .forEach(
            entry -> {
              ObjectNode schema = ((ObjectNode) entry.getValue()).deepCopy();
              JsonNode required = schema.remove("required");
              JsonNode otherwise = schema.remove("default");
              boolean isRequired = required == null || required.asBoolean();
              fields.put(entry.getKey(), new Field(entry.getKey(), schema, isRequired, otherwise));
            });
    return Ordered.copyOf(fields);
  }
}
