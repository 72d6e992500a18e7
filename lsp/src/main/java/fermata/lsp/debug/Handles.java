package fermata.lsp.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers for things that the editor asks about later: frames, values. Numbers count from 1 and are
 * not given again, so that an old one is never taken for a new one.
 *
 * <p>Not thread-safe.
 */
final class Handles<T> {

  private final List<T> things = new ArrayList<>();
  private int forgotten;

  int of(T thing) {
    things.add(thing);
    return forgotten + things.size();
  }

  Optional<T> find(int handle) {
    int index = handle - forgotten - 1;
    return index < 0 || index >= things.size() ? Optional.empty() : Optional.of(things.get(index));
  }

  /** Forgets everything: the run has gone on. */
  void forget() {
    forgotten += things.size();
    things.clear();
  }
}
