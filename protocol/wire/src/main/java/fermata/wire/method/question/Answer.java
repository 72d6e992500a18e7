package fermata.wire.method.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** The answer to one question. */
public record Answer(
    @Doc("id of the question") String id,
    @Doc("what to do") AnswerAction action,
    @Doc("text, option, fields by name, or a reason") @Nullable JsonNode content) {}
