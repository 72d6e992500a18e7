package fermata.wire.event;

import fermata.wire.json.Doc;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What whoever started a run lets it use at most; its own limits hold besides. */
public record RunGrant(
    @Doc("US dollars for models") @Nullable BigDecimal costUsd,
    @Doc("input and output tokens of all model requests") @Nullable Long tokens,
    @Doc("time spent running") @Nullable Long durationMs,
    @Doc("activations of nodes") @Nullable Integer steps,
    @Doc("calls of tools") @Nullable Integer toolCalls,
    @Doc("when the run is over at the latest") @Nullable Instant deadline) {}
