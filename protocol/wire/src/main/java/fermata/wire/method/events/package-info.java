/**
 * Params and results of {@code events/*} and of the notifications to the client. Plain records; may
 * use {@code fermata.wire.event} and the records of sessions.
 */
@NullMarked
package fermata.wire.method.events;

import org.jspecify.annotations.NullMarked;
