package fermata.wire.method.session;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code session/list}. */
public record SessionListParams(
    @Doc("only those that stand there; all but archived ones where absent")
        @Nullable SessionStatus state,
    @Doc("only those of this agent") @Nullable String agent,
    @Doc("at most so many, 1 to 500, default 100") @Nullable Integer limit,
    @Doc("where the last page ended") @Nullable String cursor,
    @Doc("what they are ordered by, the newest first; absent means changed")
        @Nullable SessionOrder order) {

  /** Sessions, last changed first. */
  public SessionListParams(
      @Nullable SessionStatus state,
      @Nullable String agent,
      @Nullable Integer limit,
      @Nullable String cursor) {
    this(state, agent, limit, cursor, null);
  }
}
