package fermata.wire.event;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Facts about a session. */
public sealed interface SessionFact extends EventData {

  /** The session exists. */
  record Created(
      @Doc("id of the session") String session,
      @Doc("name of the agent") String agent,
      @Doc("where its definition was read") @Nullable String uri,
      @Doc("SHA-256 of the canonical definition") String digest,
      @Doc("for people") @Nullable String title)
      implements SessionFact {}

  /** A run goes on with a changed definition, because somebody wanted that. */
  record DefinitionAccepted(
      @Doc("run that goes on with it") String run,
      @Doc("SHA-256 of the canonical definition") String digest,
      @Doc("that of the one before") String before,
      @Doc("name under which the daemon keeps the definition") String pin)
      implements SessionFact {}
}
