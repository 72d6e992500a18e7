package fermata.wire.event;

import fermata.wire.json.Doc;
import java.math.BigDecimal;

/** What a run has used so far. */
public record Usage(
    @Doc("activations of nodes") long steps,
    @Doc("calls of tools") long toolCalls,
    @Doc("tokens sent to models") long inputTokens,
    @Doc("tokens received from models") long outputTokens,
    @Doc("money in US dollars") BigDecimal costUsd,
    @Doc("time not held, in milliseconds") long runningMs) {}
