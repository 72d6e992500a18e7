/**
 * The state of a run, in parts: what is under way, what is remembered, what was used.
 *
 * <p>Immutable values that know how to copy themselves with a change. What an event changes is
 * decided in {@code fermata.engine.fold}, what happens next in {@code fermata.engine.graph}.
 *
 * <p>Uses {@code fermata.engine.run}, {@code fermata.definition.model} and Jackson's tree.
 */
@NullMarked
package fermata.engine.state;

import org.jspecify.annotations.NullMarked;
