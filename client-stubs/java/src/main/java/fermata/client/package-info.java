/**
 * The client of a daemon: finds it, starts it where there is none, calls its methods and follows
 * its events without a gap.
 *
 * <p>Blocking calls for threads that may be virtual. Here belongs what every Java program would
 * otherwise write again: connecting, sending again, time limits, healing of event streams. What a
 * program shows to people does not.
 *
 * <p>Uses {@code fermata.wire} and the JDK; no network library.
 */
@NullMarked
package fermata.client;

import org.jspecify.annotations.NullMarked;
