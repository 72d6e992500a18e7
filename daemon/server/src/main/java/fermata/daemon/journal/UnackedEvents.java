package fermata.daemon.journal;

import java.util.Arrays;

/**
 * The numbers of the events that were sent and not acknowledged, as steps from one to the next:
 * four bytes for each, because hundreds may be out for a reader that takes nothing, and there may
 * be thousands of those.
 *
 * <p>Confined to whoever guards its {@link Credit}.
 */
final class UnackedEvents {

  private static final int STEPS_MIN = 8;

  // A ring, whose length is a power of two.
  private int[] steps = new int[STEPS_MIN];
  private int begin;
  private int count;
  private long beforeFirst;
  private long last;

  int count() {
    return count;
  }

  /** Adds a number greater than all before it. */
  void add(long seq) {
    if (count == 0) {
      beforeFirst = last;
    }
    if (count == steps.length) {
      grow();
    }
    // Where two billion events are passed over at once, the credit comes back a little early.
    steps[(begin + count) & (steps.length - 1)] = (int) Math.min(seq - last, Integer.MAX_VALUE);
    count++;
    last = seq;
  }

  private void grow() {
    int[] larger = new int[2 * steps.length];
    for (int i = 0; i < count; i++) {
      larger[i] = steps[(begin + i) & (steps.length - 1)];
    }
    steps = larger;
    begin = 0;
  }

  /** Forgets all numbers up to one. */
  void removeUpTo(long seq) {
    while (count > 0 && beforeFirst + steps[begin] <= seq) {
      beforeFirst += steps[begin];
      begin = (begin + 1) & (steps.length - 1);
      count--;
    }
    if (count == 0 && steps.length > STEPS_MIN) {
      steps = Arrays.copyOf(steps, STEPS_MIN);
      begin = 0;
    }
  }
}
