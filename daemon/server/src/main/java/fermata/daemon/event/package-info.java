/**
 * Brings published events to who waits for them.
 *
 * <p>The journal of the workspace is the truth; this is a position in it, and an index of the
 * selectors that are waited with. Nothing is searched for: an event finds its waiters. Refuses: how
 * a run goes on, what a client is told.
 *
 * <p>Uses the store, the journal, selectors and {@code fermata.daemon.platform}.
 */
@NullMarked
package fermata.daemon.event;

import org.jspecify.annotations.NullMarked;
