/**
 * Rules about how a model node goes about its turns.
 *
 * <p>What models there are is for {@code fermata.definition.check.policy}; what they call is for
 * {@code fermata.definition.check.tool}.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what it uses.
 */
@NullMarked
package fermata.definition.check.turn;

import org.jspecify.annotations.NullMarked;
