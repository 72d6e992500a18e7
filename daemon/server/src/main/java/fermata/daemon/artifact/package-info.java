/**
 * Artifacts: contents that sessions keep under names, as running tools and clients see them.
 *
 * <p>Uses the store for names and {@code fermata.daemon.blob} for contents. Refuses: to decide when
 * something is an artifact of a session, which the run's loop does with the outcome of the call.
 */
@NullMarked
package fermata.daemon.artifact;

import org.jspecify.annotations.NullMarked;
