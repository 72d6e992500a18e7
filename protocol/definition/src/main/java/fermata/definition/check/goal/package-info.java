/**
 * Rules about the goal of an agent.
 *
 * <p>Its expressions are checked like all others, in {@code fermata.definition.check.expression}.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what it uses.
 */
@NullMarked
package fermata.definition.check.goal;

import org.jspecify.annotations.NullMarked;
