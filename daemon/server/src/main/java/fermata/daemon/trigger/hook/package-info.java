/**
 * Webhooks: requests over HTTP, from this machine only, that start runs.
 *
 * <p>Nothing listens unless a webhook is armed. Netty's loop takes bytes apart and hands a whole
 * request over; a virtual thread deals with it. Every size, count and wait has a limit.
 *
 * <p>Uses {@code fermata.daemon.trigger}, {@code fermata.daemon.store} for the names of entry
 * points and {@code fermata.daemon.platform}.
 */
@NullMarked
package fermata.daemon.trigger.hook;

import org.jspecify.annotations.NullMarked;
