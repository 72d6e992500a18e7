package fermata.wire.method.session;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import fermata.wire.method.run.RunSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a list shows of a session. */
public record SessionSummary(
    @Doc("id of the session") String session,
    @Doc("for people") @Untrusted @Nullable String title,
    @Doc("name of its agent") String agent,
    @Doc("where the definition was read") @Nullable String uri,
    @Doc("definition that it runs") String digest,
    @Doc("where it stands") SessionStatus state,
    @Doc("newest run") @Nullable RunSummary run,
    @Doc("when it was made") Instant createdAt,
    @Doc("when its last event happened") Instant updatedAt,
    @Doc("cursor of its last event") String head,
    @Doc("number of open questions") int questions,
    @Doc("what a client wants to find there again") @Untrusted @Nullable JsonNode metadata,
    @Doc("how often title or metadata were changed; 0 where absent") @Nullable Integer revision) {}
