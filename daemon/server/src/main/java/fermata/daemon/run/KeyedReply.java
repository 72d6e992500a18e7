package fermata.daemon.run;

import fermata.daemon.store.KeyedRequest;
import fermata.daemon.store.KeyedResult;
import java.time.Instant;
import java.util.function.Function;

/**
 * How a request that may be sent again is remembered, in the same commit as its effect.
 *
 * @param digest of its parameters
 * @param result the JSON to give again
 */
public record KeyedReply(KeyedRequest request, String digest, Function<Admission, String> result) {

  /** {@return the record of the result} */
  public KeyedResult toResult(Admission admission, Instant at) {
    return new KeyedResult(request, digest, result.apply(admission), at);
  }
}
