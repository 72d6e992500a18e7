package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Where a daemon can be reached. */
public record DaemonEndpoint(
    @Doc("unix or ws; open") String kind,
    @Doc("path of the Unix socket") @Nullable String path,
    @Doc("where a WebSocket connects") @Nullable String url,
    @Doc("file with the token that the port wants") @Nullable String tokenFile) {}
