/** Params and results of {@code tool/*}. Plain records; may use {@code fermata.wire.json}. */
@NullMarked
package fermata.wire.method.tool;

import org.jspecify.annotations.NullMarked;
