package fermata.wire.method.tool;

import fermata.wire.json.Doc;

/** Result of {@code toolServer/start}, {@code stop} and {@code restart}. */
public record ToolServerStartResult(
    @Doc("how it stands then") ToolServerStatus server,
    @Doc("whether the key had been used for the same params before") boolean replayed) {}
