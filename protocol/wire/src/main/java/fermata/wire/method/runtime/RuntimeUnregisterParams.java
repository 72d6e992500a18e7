package fermata.wire.method.runtime;

import fermata.wire.json.Doc;

/** Params of {@code runtime/unregister}. */
public record RuntimeUnregisterParams(@Doc("what the program is known by") String registration) {}
