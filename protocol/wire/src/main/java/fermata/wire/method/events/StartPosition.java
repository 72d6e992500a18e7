package fermata.wire.method.events;

import fermata.wire.json.Case;
import fermata.wire.json.Doc;
import fermata.wire.json.Union;

/** Where a subscription begins. */
@Union(tag = "kind")
public sealed interface StartPosition {

  /** With the first event of the journal. */
  @Case("start")
  record Start() implements StartPosition {}

  /** With the first event after the call. */
  @Case("now")
  record Now() implements StartPosition {}

  /** With the first event after a position. */
  @Case("cursor")
  record After(@Doc("position as the daemon gave it") String cursor) implements StartPosition {}
}
