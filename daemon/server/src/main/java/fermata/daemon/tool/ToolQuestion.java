package fermata.daemon.tool;

import fermata.definition.model.Field;
import fermata.definition.model.Ordered;
import fermata.engine.run.QuestionKind;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a running tool wants to know of a person.
 *
 * @param kind one that is {@linkplain QuestionKind#isOpen open}
 * @param fields of a form
 * @param options of a choice
 */
public record ToolQuestion(
    QuestionKind kind, String text, SequencedMap<String, Field> fields, List<String> options) {

  public ToolQuestion {
    fields = Ordered.copyOf(fields);
    options = List.copyOf(options);
  }
}
