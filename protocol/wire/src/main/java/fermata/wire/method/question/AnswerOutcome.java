package fermata.wire.method.question;

import fermata.wire.json.Doc;

/** What became of one answer. */
public record AnswerOutcome(
    @Doc("id of the question") String id,
    @Doc("run that asked") String run,
    @Doc("answered, declined or cancelled") String status) {}
