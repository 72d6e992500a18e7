/** Params and results of {@code runtime/*}. Plain records; may use {@code fermata.wire.json}. */
@NullMarked
package fermata.wire.method.runtime;

import org.jspecify.annotations.NullMarked;
