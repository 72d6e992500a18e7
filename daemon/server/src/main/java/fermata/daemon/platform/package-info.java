/**
 * What the daemon needs of the machine: threads, time, ids, locks and files that are whole or
 * absent.
 *
 * <p>Threads are started and clocks are read here and nowhere else in the daemon. Nothing here
 * knows of runs, journals or requests.
 *
 * <p>Uses the JDK, SLF4J and {@code fermata.wire.discovery}.
 */
@NullMarked
package fermata.daemon.platform;

import org.jspecify.annotations.NullMarked;
