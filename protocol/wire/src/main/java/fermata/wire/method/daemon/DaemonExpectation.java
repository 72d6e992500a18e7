package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** The daemon that a client wants; another one refuses it. */
public record DaemonExpectation(
    @Doc("id of its build") @Nullable String build,
    @Doc("folder in which it keeps what it knows") @Nullable String stateDir) {}
