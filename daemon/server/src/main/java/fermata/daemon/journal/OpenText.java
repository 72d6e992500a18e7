package fermata.daemon.journal;

import fermata.wire.event.Ephemeral;
import fermata.wire.method.events.OpenItem;

/**
 * Text under way: what a model is writing or a tool is putting out, before the event that has all
 * of it.
 *
 * <p>Every reader has an offset into the one text. A slow reader gets larger pieces, and one that
 * is too slow finds the beginning gone, which it sees from the offset.
 *
 * <p>Guarded by its {@link Feed}.
 */
final class OpenText {

  /** UTF-16 units that are kept; older ones go, half of it at a time. */
  static final int UNITS_MAX = 1 << 20;

  private final TextKey key;
  private final long startedAfter;
  private final StringBuilder text = new StringBuilder();
  private long base;

  /**
   * @param startedAfter the last event before it
   */
  OpenText(TextKey key, long startedAfter) {
    this.key = key;
    this.startedAfter = startedAfter;
  }

  TextKey key() {
    return key;
  }

  long startedAfter() {
    return startedAfter;
  }

  /** {@return the offset behind the last unit that can be sent} */
  long end() {
    return base + sendable(text.length());
  }

  /** Half of a surrogate pair is no text in any encoding: it waits for the other half. */
  private int sendable(int end) {
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  void append(String piece) {
    text.append(piece);
    if (text.length() > UNITS_MAX) {
      int gone = text.length() - UNITS_MAX / 2;
      text.delete(0, gone);
      base += gone;
    }
  }

  /** {@return a piece that begins at an offset, or later where that is gone} */
  Ephemeral.Delta piece(String session, long offset, int unitsMax, long after) {
    long from = Math.max(offset, base);
    int start = (int) (from - base);
    int end = sendable(Math.min(text.length(), start + unitsMax));
    return new Ephemeral.Delta(
        session, key.run(), key.item(), key.field(), from, text.substring(start, end), after);
  }

  OpenItem toOpenItem() {
    return new OpenItem(
        key.item(), key.run(), key.field(), text.substring(0, sendable(text.length())), end());
  }
}
