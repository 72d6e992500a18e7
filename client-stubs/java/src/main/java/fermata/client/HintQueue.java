package fermata.client;

import fermata.wire.method.events.HintParams;
import fermata.wire.method.events.SessionHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hints of one subscription that came and were not taken yet, as one: of a session that has
 * changed twice the newest position counts.
 *
 * <p>Thread-safe.
 */
final class HintQueue {

  /** Changed sessions that are remembered; beyond that, whoever reads lists them all again. */
  private static final int CHANGED_MAX = 10_000;

  private final Map<String, SessionHead> changed = new LinkedHashMap<>();
  private boolean isSweep;
  private boolean isEnded;

  synchronized void add(HintParams hint) {
    isSweep |= Boolean.TRUE.equals(hint.sweep());
    hint.changed().forEach(each -> changed.put(each.session(), each));
    if (changed.size() > CHANGED_MAX) {
      changed.clear();
      isSweep = true;
    }
    notifyAll();
  }

  /** Says that no more will come; what is there may still be taken. */
  synchronized void end() {
    isEnded = true;
    notifyAll();
  }

  /**
   * {@return all that there is; empty when the time is up}
   *
   * @throws LinkLostException when there is nothing and nothing will come
   */
  synchronized Optional<Hint> next(Deadline deadline)
      throws InterruptedException, LinkLostException {
    while (!isSweep && changed.isEmpty()) {
      if (isEnded) {
        throw new LinkLostException("the connection ended");
      }
      if (deadline.hasPassed()) {
        return Optional.empty();
      }
      // A wait of nothing would be one without an end.
      wait(Math.max(1, deadline.left().toMillis()));
    }
    var hint = new Hint(isSweep, List.copyOf(changed.values()));
    isSweep = false;
    changed.clear();
    return Optional.of(hint);
  }
}
