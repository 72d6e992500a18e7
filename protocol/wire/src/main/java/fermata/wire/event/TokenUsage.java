package fermata.wire.event;

import fermata.wire.json.Doc;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one model reply has used. */
public record TokenUsage(
    @Doc("tokens sent") long inputTokens,
    @Doc("tokens received") long outputTokens,
    @Doc("money in US dollars, absent where the price is not known") @Nullable BigDecimal costUsd,
    @Doc("tokens sent that the provider had from before, where there were some")
        @Nullable Long cachedInputTokens,
    @Doc("tokens received that the model thought with, where it says so")
        @Nullable Long reasoningTokens) {}
