/**
 * Params and results of the handshake and of {@code daemon/*}. Plain records; may use {@code
 * fermata.wire.json}.
 */
@NullMarked
package fermata.wire.method.daemon;

import org.jspecify.annotations.NullMarked;
