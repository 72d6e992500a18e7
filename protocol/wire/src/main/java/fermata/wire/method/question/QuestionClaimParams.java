package fermata.wire.method.question;

import fermata.wire.json.Doc;

/** Params of {@code question/claim}. */
public record QuestionClaimParams(
    @Doc("id of the question") String question,
    @Doc("for how long, at most 300000; 0 gives a claim of this connection back") long ttlMs) {}
