/**
 * Rules about entry points: what starts their runs, with what input, how many at once.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows, and {@code
 * fermata.definition.schedule}.
 */
@NullMarked
package fermata.definition.check.trigger;

import org.jspecify.annotations.NullMarked;
