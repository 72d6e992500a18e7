/**
 * Rules about joins, about ways that a model decides, and about the bodies of maps.
 *
 * <p>One class for each rule. What a run does there belongs to the engine.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that uses.
 */
@NullMarked
package fermata.definition.check.join;

import org.jspecify.annotations.NullMarked;
