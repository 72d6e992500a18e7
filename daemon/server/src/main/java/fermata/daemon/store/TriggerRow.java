package fermata.daemon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an armed trigger stands.
 *
 * @param due when it fires next; absent where that is not a matter of time
 * @param body JSON, what became of its last fire
 * @param pausedAt since when it fires nothing by itself; absent where it does
 */
public record TriggerRow(
    EntryId entry, @Nullable Instant due, String body, @Nullable Instant pausedAt) {}
