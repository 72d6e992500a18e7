package fermata.client;

import fermata.wire.method.events.SessionHead;
import java.util.List;

/**
 * Which sessions have changed.
 *
 * @param sweep whether sessions may have changed that are not named: list them again; so it is at
 *     first
 * @param changed sessions that have changed, each once with its newest position
 */
public record Hint(boolean sweep, List<SessionHead> changed) {

  public Hint {
    changed = List.copyOf(changed);
  }
}
