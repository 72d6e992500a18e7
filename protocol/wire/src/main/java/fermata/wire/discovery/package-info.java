/**
 * Where a daemon and its clients find each other: the run directory, its files and what stands in
 * them.
 *
 * <p>Paths and records only, and reading and writing them; starting a daemon belongs to the client,
 * holding the lock to the daemon.
 *
 * <p>Uses {@code fermata.wire.json} only.
 */
@NullMarked
package fermata.wire.discovery;

import org.jspecify.annotations.NullMarked;
