package fermata.wire.method.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** The answer to one question. */
public record Answer(
    @Doc("id of the question") String id,
    @Doc("what to do") AnswerAction action,
    @Doc("text, option, fields by name, or a reason") @Untrusted @Nullable JsonNode content,
    @Doc("for how long a tool is allowed: once, session or always; once where absent")
        @Nullable String scope,
    @Doc(
            "what is allowed for longer: calls of the tool, or calls with these arguments; tool where absent")
        @Nullable String covers) {

  /** An answer that counts once. */
  public Answer(String id, AnswerAction action, @Nullable JsonNode content) {
    this(id, action, content, null, null);
  }
}
