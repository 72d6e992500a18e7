/**
 * Params and results of {@code model/*}.
 *
 * <p>Uses {@code fermata.wire.event} and {@code fermata.wire.json}.
 */
@NullMarked
package fermata.wire.method.model;

import org.jspecify.annotations.NullMarked;
