package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts about a session. */
public sealed interface SessionFact extends EventData {

  /** The session exists. */
  record Created(
      @Doc("id of the session") String session,
      @Doc("name of the agent") String agent,
      @Doc("where its definition was read") @Nullable String uri,
      @Doc("SHA-256 of the canonical definition") String digest,
      @Doc("for people") @Untrusted @Nullable String title)
      implements SessionFact {}

  /** Its title or metadata were changed; what is absent stays as it is. */
  record Updated(
      @Doc("for people; empty for none") @Untrusted @Nullable String title,
      @Doc("in place of what was there") @Untrusted @Nullable JsonNode metadata,
      @Doc("of the session after the change") int revision)
      implements SessionFact {}

  /** It was put away, or taken out again. */
  record Archived(@Doc("whether it is away now") boolean archived) implements SessionFact {}

  /** A run waits: for a place at its entry point, for the end of another run, or for its time. */
  record RunQueued(
      @Doc("id of the run") String run,
      @Doc("name of the agent") String agent,
      @Doc("SHA-256 of the canonical definition") String digest,
      @Doc("entry point") String entry,
      @Doc("checked input") @Untrusted JsonNode input,
      @Doc("how many may be under way there; 1 where it waits for another reason") int concurrent,
      @Doc("run of its session that has to end first") @Nullable String behind,
      @Doc("when it begins at the earliest") @Nullable Instant notBefore)
      implements SessionFact {}

  /** A run goes on with a changed definition, because somebody wanted that. */
  record DefinitionAccepted(
      @Doc("run that goes on with it") String run,
      @Doc("SHA-256 of the canonical definition") String digest,
      @Doc("that of the one before") String before,
      @Doc("name under which the daemon keeps the definition") String pin)
      implements SessionFact {}
}
