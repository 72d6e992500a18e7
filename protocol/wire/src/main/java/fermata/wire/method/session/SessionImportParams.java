package fermata.wire.method.session;

import fermata.wire.json.Doc;
import fermata.wire.jsonrpc.KeyedParams;

/** Params of {@code session/import}. */
public record SessionImportParams(
    @Doc("absolute path of a file of session/export, at most 256 MiB") String file,
    @Doc("idempotency key, at most 128 characters") String key)
    implements KeyedParams {}
