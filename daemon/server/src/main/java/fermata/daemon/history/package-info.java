/**
 * Runs as they were: positions that a run can be forked from, what it knew there, and what differs
 * between two.
 *
 * <p>Reads {@link fermata.daemon.run.RunArchive} and changes nothing. Refuses to know how a request
 * came or how an answer travels.
 */
@NullMarked
package fermata.daemon.history;

import org.jspecify.annotations.NullMarked;
