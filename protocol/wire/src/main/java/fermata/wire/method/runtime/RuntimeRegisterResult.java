package fermata.wire.method.runtime;

import fermata.wire.json.Doc;

/** Result of {@code runtime/register}. */
public record RuntimeRegisterResult(
    @Doc("what the program is known by") String registration,
    @Doc("how long it lasts without a request of the program, in milliseconds") long leaseMs) {}
