package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code daemon/skip}. */
public record DaemonSkipParams(
    @Doc("id of a session; absent where the client follows none") @Nullable String session,
    @Doc("the last event of it that the client knows; time stands still where there are later ones")
        @Nullable Long seq) {}
