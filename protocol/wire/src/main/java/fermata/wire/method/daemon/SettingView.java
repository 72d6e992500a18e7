package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** A setting of a daemon. */
public record SettingView(
    @Doc("its option without the dashes") String name,
    @Doc("its value, as the option takes it; the usual one in words where none was given")
        String value,
    @Doc("the environment variable that sets it too") String variable,
    @Doc("what it is when nobody sets it") String usual,
    @Doc("what it means") String meaning,
    @Doc("whether it can be set while the daemon runs") boolean changeable) {}
