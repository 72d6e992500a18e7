package fermata.daemon.tool.builtin;

/** Counts the lines of a stream of bytes as {@link String#lines} does. Confined to one thread. */
final class LineCount {

  private long ends;
  private byte last;
  private boolean isEmpty = true;

  void accept(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      byte b = buffer[i];
      boolean isSecondOfPair = b == '\n' && last == '\r' && !isEmpty;
      if ((b == '\n' || b == '\r') && !isSecondOfPair) {
        ends++;
      }
      last = b;
      isEmpty = false;
    }
  }

  long count() {
    boolean isLastOpen = !isEmpty && last != '\n' && last != '\r';
    return isLastOpen ? ends + 1 : ends;
  }
}
