package fermata.definition.model;

import java.util.List;
import java.util.SequencedMap;

/** What an answer to a question looks like, and so what outputs a {@code human} node sets. */
public sealed interface QuestionForm {

  /** Any text; sets {@code answer}. */
  record FreeText() implements QuestionForm {}

  /** Fields by name; sets each of them. */
  record Form(SequencedMap<String, Field> fields) implements QuestionForm {

    public Form {
      fields = Ordered.copyOf(fields);
    }
  }

  /** One of some texts; sets {@code choice}. */
  record Choice(List<String> options) implements QuestionForm {

    public Choice {
      options = List.copyOf(options);
    }
  }

  /** Yes or no with an optional reason; sets {@code approve} and {@code reason}. */
  record Approval() implements QuestionForm {}
}
