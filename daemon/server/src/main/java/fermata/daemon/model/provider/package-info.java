/**
 * Providers as they are configured: which protocol a request goes out in, with which key, when, and
 * whether it is sent at all.
 *
 * <p>Keys are taken from the environment at each request. What is known of a provider's state (keys
 * that rest, failures in a row) is kept in memory, for all runs.
 *
 * <p>Uses {@code fermata.daemon.model}, its catalogue, {@code fermata.daemon.model.http} and the
 * packages of the protocols.
 */
@NullMarked
package fermata.daemon.model.provider;

import org.jspecify.annotations.NullMarked;
