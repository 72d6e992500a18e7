package fermata.wire.method.events;

import fermata.wire.json.Doc;

/** Result of {@code log/verify}. */
public record LogVerifyResult(
    @Doc("how far it went: 10000 events at most, go on from there") String through,
    @Doc("chain of all events up to there, as 64 hex digits") String chain,
    @Doc("how many events were added") int count,
    @Doc("whether it went as far as was asked") boolean done) {}
