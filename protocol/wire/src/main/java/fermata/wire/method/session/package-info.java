/**
 * Params and results of {@code session/*}. Plain records; may use {@code fermata.wire.event} and
 * the records of runs and questions.
 */
@NullMarked
package fermata.wire.method.session;

import org.jspecify.annotations.NullMarked;
