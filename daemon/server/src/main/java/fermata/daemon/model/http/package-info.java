/**
 * What adapters of providers have in common: a request that is streamed on a thread of its own, the
 * events of a stream, a reply that is put together piece by piece, and what goes wrong, in our
 * words.
 *
 * <p>How a provider spells requests and replies is a {@link fermata.daemon.model.http.Protocol} of
 * its own package. Requests and replies are never logged.
 *
 * <p>Uses {@code fermata.daemon.model}, its catalogue, {@code fermata.daemon.platform} and the
 * JDK's HTTP client.
 */
@NullMarked
package fermata.daemon.model.http;

import org.jspecify.annotations.NullMarked;
