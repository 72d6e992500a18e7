/**
 * What each event does to the state of a run.
 *
 * <p>The only place where a state comes from. It records and reduces; it decides nothing.
 *
 * <p>Uses {@code fermata.engine.run}, {@code fermata.engine.state} and {@code fermata.definition}.
 */
@NullMarked
package fermata.engine.fold;

import org.jspecify.annotations.NullMarked;
