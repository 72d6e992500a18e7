/**
 * What survives the process: journals of events, and what is kept in the same transaction with
 * them.
 *
 * <p>One embedded SQLite file (write-ahead log, full synchronisation) behind one writer thread. A
 * {@link fermata.daemon.store.JournalStore#commit commit} returns when its changes are durable, all
 * of them or none; who arrives while a commit is under way shares the next one. Events are opaque
 * texts here: what they mean is decided in {@code fermata.daemon.journal}.
 *
 * <p>Every append carries a lease, and is refused when the journal has another owner by now.
 *
 * <p>Large values of texts are contents, which are durable before the commit that names them; who
 * reads a text sees the whole.
 *
 * <p>Uses {@code fermata.daemon.platform} and {@code fermata.daemon.blob}, JDBC and the SQLite
 * driver. No SQL type leaves it.
 */
@NullMarked
package fermata.daemon.store;

import org.jspecify.annotations.NullMarked;
