package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code auth/ticket}. */
public record AuthTicketParams(
    @Doc("the page's, exactly as its browser sends it, such as vscode-webview://1a2b")
        String origin,
    @Doc(
            "the widest thing that the page may do: observe, operate, author or admin; observe unless said")
        @Nullable String scope,
    @Doc("how long it can be used, 1 to 30000; 10000 unless said") @Nullable Long ttlMs) {}
