/**
 * Sessions as files that another store can take over: written from journals, read back and held
 * against their checksum.
 *
 * <p>Uses {@code fermata.daemon.store} and {@code fermata.daemon.run}, which derives everything
 * else of a session from its events. Refuses to know how a request came.
 */
@NullMarked
package fermata.daemon.transfer;

import org.jspecify.annotations.NullMarked;
