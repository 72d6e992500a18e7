package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.text.Suggestions;
import fermata.wire.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers that were written down before the questions are asked, for runs without a person.
 *
 * <p>Each stands under the node that asks, or under the short id of the question ({@code q1}),
 * which comes first. A list answers one question after another of its node; its last element
 * answers all that follow.
 *
 * <p>Confined to one thread: that of the run that is followed.
 */
public final class PreparedAnswers {

  /** The short id of a question. */
  private static final Pattern QUESTION = Pattern.compile("q\\d{1,9}");

  private final ObjectNode values;
  private final ObjectNode asked = Json.mapper().createObjectNode();

  private PreparedAnswers(ObjectNode values) {
    this.values = values;
  }

  /** {@return no answers} */
  public static PreparedAnswers none() {
    return new PreparedAnswers(Json.mapper().createObjectNode());
  }

  /** {@return answers by node or question} */
  public static PreparedAnswers of(ObjectNode values) {
    return new PreparedAnswers(values.deepCopy());
  }

  /**
   * {@return these answers and those of {@code key=value} words, where the key may name a field
   * after a slash}
   *
   * @throws CommandFailure where a word has another form
   */
  public PreparedAnswers with(List<String> words) {
    ObjectNode more = values.deepCopy();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            "--answer \"" + word + "\": expected node=value, q1=value or node/field=value");
      }
      put(more, word.substring(0, equals), word.substring(equals + 1));
    }
    return new PreparedAnswers(more);
  }

  private static void put(ObjectNode values, String key, String value) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      values.put(key, value);
    } else {
      values.withObject("/" + key.substring(0, slash)).put(key.substring(slash + 1), value);
    }
  }

  /**
   * {@return these answers}
   *
   * @param nodes that may ask
   * @throws CommandFailure where an answer is for none of them
   */
  public PreparedAnswers checked(Collection<String> nodes) {
    for (String key : (Iterable<String>) values::fieldNames) {
      if (!nodes.contains(key) && !QUESTION.matcher(key).matches()) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            "an answer to node '"
                + key
                + "', which does not exist"
                + Suggestions.hint(key, nodes)
                + " (expected: a node, or a question such as q1)");
      }
    }
    return this;
  }

  /** {@return the answer that was prepared for a question, if there is one} */
  public Optional<GivenAnswer> take(Question question) {
    JsonNode byId = values.get(question.shortId());
    JsonNode byNode = values.get(question.node());
    return Optional.ofNullable(byId)
        .or(() -> Optional.ofNullable(byNode).map(value -> next(question.node(), value)))
        .map(value -> GivenAnswer.ofValue(question, value));
  }

  private JsonNode next(String node, JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return value;
    }
    int count = asked.path(node).asInt();
    asked.put(node, count + 1);
    return value.path(Math.min(count, value.size() - 1));
  }
}
