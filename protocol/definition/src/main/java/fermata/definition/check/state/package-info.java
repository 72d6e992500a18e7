/**
 * Rules about the shared state of a run, what nodes are given and what they may read and write.
 *
 * <p>Names that are not declared at all are the business of {@code
 * fermata.definition.check.reference}.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what it uses.
 */
@NullMarked
package fermata.definition.check.state;

import org.jspecify.annotations.NullMarked;
