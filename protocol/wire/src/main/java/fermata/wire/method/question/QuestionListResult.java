package fermata.wire.method.question;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code question/list}, oldest first. */
public record QuestionListResult(@Doc("open questions") List<QuestionView> questions) {

  public QuestionListResult {
    questions = List.copyOf(questions);
  }
}
