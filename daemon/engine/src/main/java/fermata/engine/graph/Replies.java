package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Severity;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import fermata.engine.fold.Canonical;
import java.util.Optional;

/**
 * Replies of models that are outputs.
 *
 * <p>Read as YAML, of which JSON is a part: a comma too many or a comment is no reason to ask
 * again.
 */
final class Replies {

  private static final String FENCE = "```";

  private Replies() {}

  /** {@return the object that a reply is, whether it stands between fences or not} */
  static Optional<JsonNode> object(String reply) {
    String text = unfenced(reply.strip());
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return Optional.empty();
    }
    var parsed = YamlParser.parse(new SourceText("reply", text));
    boolean isBroken =
        parsed.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    JsonNode value = YamlValues.toJson(parsed.value().root());
    return isBroken || !value.isObject() ? Optional.empty() : Optional.of(Canonical.of(value));
  }

  private static String unfenced(String text) {
    int line = text.indexOf('\n');
    if (!text.startsWith(FENCE) || !text.endsWith(FENCE) || line < 0) {
      return text;
    }
    return text.substring(line + 1, Math.max(line + 1, text.length() - FENCE.length())).strip();
  }
}
