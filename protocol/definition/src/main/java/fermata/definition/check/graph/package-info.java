/**
 * Rules about nodes and the ways between them.
 *
 * <p>All look at the same graph, which is in {@code fermata.definition.check.rule}.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.graph;

import org.jspecify.annotations.NullMarked;
