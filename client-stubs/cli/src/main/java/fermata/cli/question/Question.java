package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.FormField;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.QuestionKind;
import fermata.wire.method.question.QuestionView;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run asks, from an event or from a list.
 *
 * @param id as the daemon knows it
 * @param node the node that asks, by which people know it
 * @param fields of a form, in order; empty for other kinds
 * @param options what to choose from; empty where there is nothing to choose
 * @param assignee whose answer is wanted; anybody's where absent
 */
public record Question(
    String id,
    String node,
    QuestionKind kind,
    String text,
    List<Field> fields,
    List<String> options,
    @Nullable String tool,
    @Nullable JsonNode args,
    @Nullable Instant expiresAt,
    @Nullable String assignee) {

  public Question {
    fields = List.copyOf(fields);
    options = List.copyOf(options);
  }

  /** {@return the question of an event} */
  public static Question of(QuestionFact.Asked asked, String node) {
    return new Question(
        asked.question(),
        node,
        asked.kind(),
        asked.text(),
        fields(asked.fields()),
        orEmpty(asked.options()),
        asked.tool(),
        asked.args(),
        asked.expiresAt(),
        asked.assignee());
  }

  /** {@return the question of a list} */
  public static Question of(QuestionView view) {
    return new Question(
        view.question(),
        view.node(),
        view.kind(),
        view.text(),
        fields(view.fields()),
        orEmpty(view.options()),
        view.tool(),
        view.args(),
        view.expiresAt(),
        view.assignee());
  }

  private static List<Field> fields(@Nullable SequencedMap<String, FormField> fields) {
    return fields == null
        ? List.of()
        : fields.entrySet().stream()
            .map(field -> Field.of(field.getKey(), field.getValue()))
            .toList();
  }

  private static List<String> orEmpty(@Nullable List<String> options) {
    return options == null ? List.of() : options;
  }

  /** {@return the last part of the id, such as {@code q1}} */
  public String shortId() {
    return id.substring(id.lastIndexOf('.') + 1);
  }
}
