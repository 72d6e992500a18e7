package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that was given a name. */
public record TokenView(
    @Doc("its name; who comes by it is the principal token:NAME") String name,
    @Doc("the widest thing that it allows: observe, operate, author or admin") String scope,
    @Doc("when it was granted") Instant createdAt,
    @Doc("who granted it") String createdBy,
    @Doc("when it ends; absent for never") @Nullable Instant expiresAt) {}
