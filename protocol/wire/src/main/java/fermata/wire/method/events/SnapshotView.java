package fermata.wire.method.events;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** What a snapshot shall have beside the session. */
public record SnapshotView(
    @Doc("the last so many messages and tool results, 0 to 100; none unless said")
        @Nullable Integer items,
    @Doc("whether the state of the newest run is wanted") @Nullable Boolean state) {}
