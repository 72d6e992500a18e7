/**
 * What happens next in a run: nodes, edges, joins, calls, questions, budgets, ends.
 *
 * <p>{@link fermata.engine.graph.Advance} is a pure function of its arguments: no I/O, no clock, no
 * random, no logging. It looks at the state and says what happens in events; the state after them
 * is always their fold. What must happen outside is returned as an {@link
 * fermata.engine.run.Effect}, what happened outside comes back as a {@link
 * fermata.engine.run.RunInput}. Retry and timeout policy belong here; performing a retry does not.
 *
 * <p>Uses {@code fermata.engine.fold}, {@code .state}, {@code .run} and {@code fermata.definition}.
 */
@NullMarked
package fermata.engine.graph;

import org.jspecify.annotations.NullMarked;
