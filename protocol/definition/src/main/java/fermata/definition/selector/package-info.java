/**
 * Selectors: predicates over events, the same for definitions, runs, the daemon and its clients.
 *
 * <p>They fail closed. What is not understood, what is of another type and what breaks never
 * matches. Refuses: where events come from, who wants them, in what order they are tried.
 *
 * <p>Uses expressions, patterns and JSON.
 */
@NullMarked
package fermata.definition.selector;

import org.jspecify.annotations.NullMarked;
