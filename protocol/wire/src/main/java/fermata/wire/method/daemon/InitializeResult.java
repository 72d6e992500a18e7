package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** Result of {@code initialize}. */
public record InitializeResult(
    @Doc("version that both speak") String protocol,
    @Doc("which daemon") DaemonIdentity daemon,
    @Doc("what it enforces") DaemonLimits limits,
    @Doc("who it takes the client for") Principal principal,
    @Doc("where it stands") DaemonState state) {}
