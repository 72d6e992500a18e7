package fermata.daemon.model.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is waited for, beside the timeout of the call itself.
 *
 * @param silence how long a stream may stand still, before its first byte too
 * @param firstToken how long the first token may take, whatever else comes before it; absent where
 *     only the silence counts
 */
public record Watch(Duration silence, @Nullable Duration firstToken) {}
