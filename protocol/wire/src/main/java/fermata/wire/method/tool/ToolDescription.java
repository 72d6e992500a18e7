package fermata.wire.method.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tool that an agent may use. */
public record ToolDescription(
    @Doc("name of the tool") String name,
    @Doc("what it does") String description,
    @Doc("JSON schema of its arguments") JsonNode inputSchema,
    @Doc("JSON schema of its result") @Nullable JsonNode outputSchema,
    @Doc("whether a call changes nothing outside") boolean readOnly,
    @Doc("whether a repeated call with the same key has the effect of one") boolean idempotent,
    @Doc("whether a call may remove or overwrite what somebody made") boolean destructive,
    @Doc("what becomes of a call whose outcome a crash hid: ask, retry, skip or fail")
        String onUnknown,
    @Doc("how long a call may be silent, in milliseconds; as long as its caller says where absent")
        @Nullable Long timeoutMs,
    @Doc("its version; absent where nobody counts") @Nullable String version,
    @Doc("calls that show what it is for; absent where there are none")
        @Nullable List<ToolExampleView> examples,
    @Doc("what its catalogue lets it have; absent where no catalogue declares it")
        @Nullable ToolTermsView terms) {}
