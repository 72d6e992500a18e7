package fermata.wire.method.question;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code question/answer}: all answers or none take effect. */
public record QuestionAnswerParams(
    @Doc("1 to 64 answers of one session") List<Answer> answers,
    @Doc("idempotency key, at most 128 characters") String key,
    @Doc(
            "position of the session that the answers are given at; where something has happened to"
                + " it since, they are refused with Conflict")
        @Nullable String expectedHead)
    implements KeyedParams {

  public QuestionAnswerParams {
    answers = List.copyOf(answers);
  }

  /** Answers, whatever has happened since the questions were read. */
  public QuestionAnswerParams(List<Answer> answers, String key) {
    this(answers, key, null);
  }
}
