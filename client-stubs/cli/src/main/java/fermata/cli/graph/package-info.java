/**
 * Pictures on the command line: which kind is wanted, and where it goes.
 *
 * <p>What is drawn, and how, is {@code fermata.definition.graph}'s.
 */
@NullMarked
package fermata.cli.graph;

import org.jspecify.annotations.NullMarked;
