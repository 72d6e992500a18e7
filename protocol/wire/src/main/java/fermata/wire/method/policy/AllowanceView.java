package fermata.wire.method.policy;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody has allowed for longer than one call. */
public record AllowanceView(
    @Doc("file of the agent") String file,
    @Doc("name of the tool") String tool,
    @Doc("arguments of the calls that are allowed; any where absent") @Untrusted
        @Nullable JsonNode args,
    @Doc("session that it is about; all of the agent where absent") @Nullable String session,
    @Doc("who allowed it") String by,
    @Doc("when") Instant at) {}
