package fermata.wire.method.question;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import java.util.List;

/** Params of {@code question/answer}: all answers or none take effect. */
public record QuestionAnswerParams(
    @Doc("1 to 64 answers of one session") List<Answer> answers,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {

  public QuestionAnswerParams {
    answers = List.copyOf(answers);
  }
}
