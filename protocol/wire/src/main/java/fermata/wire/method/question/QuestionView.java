package fermata.wire.method.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.event.FormField;
import fermata.wire.event.QuestionKind;
import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** An open question, with what a person needs to answer it. */
public record QuestionView(
    @Doc("id of the question") String question,
    @Doc("session that waits") String session,
    @Doc("run that waits") String run,
    @Doc("name of the agent") String agent,
    @Doc("step that asks") String step,
    @Doc("node that asks") String node,
    @Doc("form of the answer") QuestionKind kind,
    @Doc("what is asked") @Untrusted String text,
    @Doc("fields of a form by name") @Nullable SequencedMap<String, FormField> fields,
    @Doc("texts to choose from") @Untrusted @Nullable List<String> options,
    @Doc("tool to approve") @Nullable String tool,
    @Doc("its arguments") @Untrusted @Nullable JsonNode args,
    @Doc("when") Instant askedAt,
    @Doc("when the question runs out") @Nullable Instant expiresAt,
    @Doc("whose answer is wanted") @Nullable String assignee,
    @Doc("who is answering it just now, by question/claim") @Nullable String claimedBy,
    @Doc("until when") @Nullable Instant claimedUntil) {

  public QuestionView {
    fields = fields == null ? null : Ordered.copyOf(fields);
    options = options == null ? null : List.copyOf(options);
  }

  /** {@return this, claimed by somebody} */
  public QuestionView claimed(String by, Instant until) {
    return new QuestionView(
        question, session, run, agent, step, node, kind, text, fields, options, tool, args, askedAt,
        expiresAt, assignee, by, until);
  }
}
