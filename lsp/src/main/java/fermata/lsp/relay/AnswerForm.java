package fermata.lsp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import fermata.wire.event.FormField;
import fermata.wire.event.QuestionFact;
import fermata.wire.json.Json;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question as a text to fill in and save, and the answer in such a text. Whether it is one that
 * the run can take is for the daemon to say.
 *
 * <p>Pure.
 */
final class AnswerForm {

  private static final String BELOW = "# ---- the answer stands below this line ----";

  private final QuestionFact.Asked question;

  AnswerForm(QuestionFact.Asked question) {
    this.question = question;
  }

  /** {@return how the text ends, so that an editor knows what it is} */
  String suffix() {
    return question.fields() == null ? ".answer.txt" : ".answer.yaml";
  }

  /** {@return the text to fill in} */
  String text() {
    var text = new StringBuilder();
    String asked = question.tool() == null ? question.text() : question.text() + "\n" + call();
    asked.lines().forEach(line -> text.append(("# " + line).stripTrailing()).append('\n'));
    text.append("#\n# Fill in and save. The file goes away when the answer was taken.\n");
    SequencedMap<String, FormField> fields = question.fields();
    if (fields == null) {
      return text.append(BELOW).append('\n').toString();
    }
    fields.forEach((name, field) -> append(text, name, field));
    return text.toString();
  }

  private String call() {
    return question.tool() + " " + question.args();
  }

  private static void append(StringBuilder text, String name, FormField field) {
    JsonNode schema = field.schema();
    String description = schema.path("description").asText();
    text.append("\n# ").append(kindOf(schema)).append(field.required() ? "" : ", may be left out");
    if (!description.isBlank()) {
      text.append(": ").append(description.lines().collect(Collectors.joining(" ")));
    }
    text.append('\n').append(name).append(": ").append(initial(field)).append('\n');
  }

  private static String kindOf(JsonNode schema) {
    return schema.path("enum").isArray()
        ? "one of " + schema.path("enum")
        : schema.path("type").asText("any value");
  }

  /** JSON is YAML too. */
  private static String initial(FormField field) {
    @Nullable JsonNode value = field.defaultValue();
    return value == null || value.isNull() ? "" : value.toString();
  }

  /** What somebody has saved. */
  sealed interface Saved {

    /** Nothing is filled in yet. */
    record Nothing() implements Saved {}

    /** An answer; whether it fits is for the daemon to say. */
    record Given(JsonNode answer) implements Saved {}

    /** No text that can be read. */
    record Broken(String message) implements Saved {}
  }

  /** {@return what a saved text has for an answer} */
  Saved read(String saved) {
    SequencedMap<String, FormField> fields = question.fields();
    return fields == null ? textIn(saved) : fieldsIn(saved, fields);
  }

  private static Saved textIn(String saved) {
    int line = saved.indexOf(BELOW);
    String answer = line < 0 ? saved : saved.substring(line + BELOW.length());
    return answer.isBlank()
        ? new Saved.Nothing()
        : new Saved.Given(TextNode.valueOf(answer.strip()));
  }

  private static Saved fieldsIn(String saved, Map<String, FormField> fields) {
    Parsed<YamlDocument> parsed = YamlParser.parse(new SourceText("answer.yaml", saved));
    if (!parsed.problems().isEmpty()) {
      return new Saved.Broken(parsed.problems().getFirst().message());
    }
    ObjectNode answer = Json.mapper().createObjectNode();
    // A field that is left empty is left out: whether it may be is not decided here.
    for (Map.Entry<String, JsonNode> field :
        YamlValues.toJson(parsed.value().root()).properties()) {
      if (!field.getValue().isNull()) {
        answer.set(field.getKey(), value(field.getValue(), fields.get(field.getKey())));
      }
    }
    return answer.isEmpty() ? new Saved.Nothing() : new Saved.Given(answer);
  }

  /** Who writes 12 for a text means the text. */
  private static JsonNode value(JsonNode written, @Nullable FormField field) {
    boolean isText = field != null && field.schema().path("type").asText().equals("string");
    return isText && written.isValueNode() ? TextNode.valueOf(written.asText()) : written;
  }
}
