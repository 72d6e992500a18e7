package fermata.wire.method.question;

import fermata.wire.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Result of {@code question/claim}: who is at it now. */
public record QuestionClaimResult(
    @Doc("id of the question") String question,
    @Doc("whether this connection is") boolean claimed,
    @Doc("who is; absent for nobody") @Nullable String by,
    @Doc("until when") @Nullable Instant until) {}
