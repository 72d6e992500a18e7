package fermata.wire.method.run;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Which definition to run. */
public record AgentReference(
    @Doc("file URI or absolute path of the definition") String uri,
    @Doc("its text where it differs from the file, such as an unsaved buffer") @Untrusted
        @Nullable String text) {}
