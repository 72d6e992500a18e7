package fermata.daemon.store;

import java.time.Instant;

/**
 * The result of a request that may be sent again.
 *
 * @param digest of the parameters, to tell a repeated request from another with the same key
 * @param result JSON
 */
public record KeyedResult(KeyedRequest request, String digest, String result, Instant at) {}
