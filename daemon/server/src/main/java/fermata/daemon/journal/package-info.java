/**
 * Journals as what they mean: events of runs in and out of the store, and everybody who follows
 * them.
 *
 * <p>An event is stored in the form in which it travels. The mapping between that form and the
 * engine's own types is here, exhaustive both ways, and nowhere else. A subscriber is a position in
 * a journal; nothing here keeps a queue for anybody.
 *
 * <p>Uses {@code fermata.daemon.store}, {@code fermata.daemon.platform}, {@code
 * fermata.daemon.refusal}, {@code fermata.engine.run} and the wire records.
 */
@NullMarked
package fermata.daemon.journal;

import org.jspecify.annotations.NullMarked;
