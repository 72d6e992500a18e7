/**
 * Rules about keys and the form of their values.
 *
 * <p>They read the key catalogue, so a new key needs no new rule.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.key;

import org.jspecify.annotations.NullMarked;
