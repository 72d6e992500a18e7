/** Params and results of {@code agent/*}. Plain records; may use {@code fermata.wire.json}. */
@NullMarked
package fermata.wire.method.agent;

import org.jspecify.annotations.NullMarked;
