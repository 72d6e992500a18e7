/**
 * Params and results of {@code run/*}. Plain records; may use {@code fermata.wire.event} and {@code
 * fermata.wire.json}.
 */
@NullMarked
package fermata.wire.method.run;

import org.jspecify.annotations.NullMarked;
