package fermata.wire.method.history;

import fermata.wire.json.Doc;
import fermata.wire.method.run.AsOf;

/** Result of {@code session/fork}. */
public record SessionForkResult(
    @Doc("the new session") String session,
    @Doc("the new run") String run,
    @Doc("where the new run begins") AsOf asOf,
    @Doc("whether this is the answer of an earlier call with the same key") boolean replayed,
    @Doc("the other run, and where the new one parts from it") RunPosition parent) {}
