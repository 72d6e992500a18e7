/**
 * Why a request is not done: the one exception that becomes an error object.
 *
 * <p>For what the client can know and act on. A bug is not a refusal, and what goes wrong inside a
 * run is an event.
 *
 * <p>Uses {@code fermata.wire.jsonrpc} and {@code fermata.daemon.store}.
 */
@NullMarked
package fermata.daemon.refusal;

import org.jspecify.annotations.NullMarked;
