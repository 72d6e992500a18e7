/** Params and result of {@code schema/get}. Plain records; may use {@code fermata.wire.json}. */
@NullMarked
package fermata.wire.method.schema;

import org.jspecify.annotations.NullMarked;
