package fermata.wire.method.daemon;

/** Params or a result without members. */
public record Nothing() {}
