package fermata.wire.method.daemon;

import fermata.wire.json.Doc;

/** Another value of a setting. */
public record SettingChange(
    @Doc("of the setting") String name, @Doc("as its option takes it") String value) {}
