package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a question.
 *
 * @param scope for how long a tool is allowed; once where absent
 */
public record Response(AnswerAction action, @Nullable JsonNode content, @Nullable String scope) {

  /** A decision that counts once. */
  public Response(AnswerAction action, @Nullable JsonNode content) {
    this(action, content, null);
  }

  /** {@return an answer with a value} */
  public static Response of(JsonNode content) {
    return new Response(AnswerAction.ACCEPT, content);
  }

  /** {@return the form on the wire} */
  public Answer to(Question question) {
    return new Answer(question.id(), action, content, scope, null);
  }
}
