/**
 * {@code fermata import}: where the result goes, and what a person and a program are told of it.
 *
 * <p>What becomes of a source is {@code fermata.definition.convert}'s.
 */
@NullMarked
package fermata.cli.convert;

import org.jspecify.annotations.NullMarked;
