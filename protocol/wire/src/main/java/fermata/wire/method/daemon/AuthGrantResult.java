package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** Result of {@code auth/grant}. */
public record AuthGrantResult(
    @Doc("what is granted") TokenView token,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
