/**
 * The events of a journal as clients see them: the envelope, one record for each event type, the
 * ephemeral pieces.
 *
 * <p>These are wire types: additive for ever, and mapped from the engine's own events in the
 * daemon. An event type that this build does not know is kept as it came.
 *
 * <p>Uses {@code fermata.wire.json} only.
 */
@NullMarked
package fermata.wire.event;

import org.jspecify.annotations.NullMarked;
