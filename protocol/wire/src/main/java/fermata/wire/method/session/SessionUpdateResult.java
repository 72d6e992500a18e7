package fermata.wire.method.session;

import fermata.wire.json.Doc;
import fermata.wire.method.run.AsOf;

/** Result of {@code session/create}, {@code session/update} and {@code session/archive}. */
public record SessionUpdateResult(
    @Doc("id of the session") String session,
    @Doc("from where the effect can be seen") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
