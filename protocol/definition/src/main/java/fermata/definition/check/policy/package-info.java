/**
 * Rules about models, secrets, limits and repetition.
 *
 * <p>What a definition costs and what it gives away.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.policy;

import org.jspecify.annotations.NullMarked;
