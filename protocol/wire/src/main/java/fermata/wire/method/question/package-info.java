/**
 * Params and results of {@code question/*}. Plain records; may use {@code fermata.wire.event} and
 * {@code fermata.wire.json}.
 */
@NullMarked
package fermata.wire.method.question;

import org.jspecify.annotations.NullMarked;
