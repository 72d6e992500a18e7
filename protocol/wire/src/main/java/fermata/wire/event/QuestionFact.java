package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Facts about questions to humans. */
public sealed interface QuestionFact extends EventData {

  /** The run waits for an answer. */
  record Asked(
      @Doc("id of the question") String question,
      @Doc("step that asks") String step,
      @Doc("form of the answer") QuestionKind kind,
      @Doc("what is asked") @Untrusted String text,
      @Doc("fields of a form by name") @Nullable SequencedMap<String, FormField> fields,
      @Doc("texts to choose from") @Untrusted @Nullable List<String> options,
      @Doc("tool to approve") @Nullable String tool,
      @Doc("its arguments") @Untrusted @Nullable JsonNode args,
      @Doc("when the question runs out") @Nullable Instant expiresAt,
      @Doc("call that it is about") @Nullable String call,
      @Doc("limit that it is about") @Nullable String limit,
      @Doc("whose answer is wanted") @Nullable String assignee)
      implements QuestionFact {

    public Asked {
      fields = fields == null ? null : Ordered.copyOf(fields);
      options = options == null ? null : List.copyOf(options);
    }
  }

  /** Somebody answered. */
  record Answered(
      @Doc("id of the question") String question,
      @Doc("the answer") JsonNode answer,
      @Doc("who") String by)
      implements QuestionFact {}

  /** Nobody answered in time. */
  record Expired(@Doc("id of the question") String question) implements QuestionFact {}

  /** The answer is no longer wanted. */
  record Withdrawn(@Doc("id of the question") String question, @Doc("why") String reason)
      implements QuestionFact {}
}
