/**
 * Params and results of {@code goal/*}: how runs stand to the goals of their agents.
 *
 * <p>Uses {@code fermata.wire.json}.
 */
@NullMarked
package fermata.wire.method.goal;

import org.jspecify.annotations.NullMarked;
