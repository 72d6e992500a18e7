package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** Result of {@code auth/revoke}. */
public record AuthRevokeResult(
    @Doc("name of the token") String name,
    @Doc("how many connections were ended that had come by it") int closed,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
