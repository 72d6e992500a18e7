/**
 * Rules about names: what is declared, what is mentioned, and files named by path.
 *
 * <p>Tools and models have packages of their own.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.reference;

import org.jspecify.annotations.NullMarked;
