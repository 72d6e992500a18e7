package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Who is connecting. */
public record ClientIdentity(
    @Doc("name of the program") String name,
    @Doc("its version") String version,
    @Doc("its process") @Nullable Long pid) {}
