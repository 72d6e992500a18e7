package fermata.daemon.journal;

import java.util.Arrays;

/**
 * The numbers of the events that were sent and not acknowledged, as steps from one to the next and
 * how often each came in a row: hundreds may be out for a reader that takes nothing, and there may
 * be thousands of those. Without a filter all steps are one, which takes no more than two numbers.
 *
 * <p>Confined to whoever guards its {@link Credit}.
 */
final class UnackedEvents {

  private static final int BYTES_MIN = 8;

  private static final int DIGIT_BITS = 7;
  private static final int MORE = 1 << DIGIT_BITS;

  // The rows between the first and the last, as digits of 7 bits: a ring, whose length is a power
  // of two.
  private byte[] rows = new byte[BYTES_MIN];
  private int begin;
  private int size;
  private long firstStep;
  private int firstLeft;
  private long lastStep;
  private int lastCount;
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
    long step = seq - last;
    if (lastCount == 0 || step != lastStep) {
      endRow();
      lastStep = step;
    }
    lastCount++;
    count++;
    last = seq;
  }

  private void endRow() {
    if (lastCount > 0 && firstLeft == 0 && size == 0) {
      firstStep = lastStep;
      firstLeft = lastCount;
    } else if (lastCount > 0) {
      put(lastStep);
      put(lastCount);
    }
    lastCount = 0;
  }

  private void put(long number) {
    for (long left = number; ; left >>>= DIGIT_BITS) {
      if (size == rows.length) {
        grow();
      }
      boolean isLast = left < MORE;
      rows[(begin + size) & (rows.length - 1)] = (byte) (isLast ? left : left | MORE);
      size++;
      if (isLast) {
        return;
      }
    }
  }

  private void grow() {
    byte[] larger = new byte[2 * rows.length];
    for (int i = 0; i < size; i++) {
      larger[i] = rows[(begin + i) & (rows.length - 1)];
    }
    rows = larger;
    begin = 0;
  }

  private long take() {
    long number = 0;
    for (int shift = 0; ; shift += DIGIT_BITS) {
      byte digit = rows[begin];
      begin = (begin + 1) & (rows.length - 1);
      size--;
      number |= (long) (digit & (MORE - 1)) << shift;
      if (digit >= 0) {
        return number;
      }
    }
  }

  /** Forgets all numbers up to one. */
  void removeUpTo(long seq) {
    while (count > 0) {
      if (firstLeft == 0) {
        beginRow();
      }
      if (seq < beforeFirst + firstStep) {
        return;
      }
      int taken = (int) Math.min(firstLeft, (seq - beforeFirst) / firstStep);
      beforeFirst += taken * firstStep;
      firstLeft -= taken;
      count -= taken;
    }
    if (rows.length > BYTES_MIN) {
      rows = Arrays.copyOf(rows, BYTES_MIN);
      begin = 0;
    }
  }

  private void beginRow() {
    if (size == 0) {
      firstStep = lastStep;
      firstLeft = lastCount;
      lastCount = 0;
    } else {
      firstStep = take();
      firstLeft = (int) take();
    }
  }
}
