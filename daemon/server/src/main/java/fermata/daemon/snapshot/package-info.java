/**
 * States of runs, kept beside their journals so that nobody has to fold a long one from its
 * beginning.
 *
 * <p>A snapshot is never the truth: it says which event it follows, of which journal, by which
 * build and for which form of states, and one of which anything does not fit is as good as none.
 * Whoever deletes them all loses time and nothing else.
 *
 * <p>Uses {@code fermata.daemon.blob}, {@code fermata.daemon.journal} and {@code
 * fermata.daemon.platform}. Refuses to know who runs or reads what it keeps.
 */
@NullMarked
package fermata.daemon.snapshot;

import org.jspecify.annotations.NullMarked;
