/** Params and results of {@code policy/*}. Plain records; may use {@code fermata.wire.json}. */
@NullMarked
package fermata.wire.method.policy;

import org.jspecify.annotations.NullMarked;
