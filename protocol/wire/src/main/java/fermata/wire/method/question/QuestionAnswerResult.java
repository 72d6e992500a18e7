package fermata.wire.method.question;

import fermata.wire.json.Doc;
import fermata.wire.method.run.AsOf;
import java.util.List;

/** Result of {@code question/answer}. */
public record QuestionAnswerResult(
    @Doc("position of the effect") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("in the order of the answers") List<AnswerOutcome> results) {

  public QuestionAnswerResult {
    results = List.copyOf(results);
  }
}
