package fermata.daemon.tool.builtin;

/**
 * A text that a regular expression cannot be stuck in: every so many characters it looks whether
 * its thread was interrupted.
 *
 * <p>Confined to one thread.
 */
final class InterruptibleText implements CharSequence {

  private static final int READS_BETWEEN_LOOKS = 8 * 1024;

  private final String text;
  private int reads;

  InterruptibleText(String text) {
    this.text = text;
  }

  /** The thread was interrupted while matching; its flag is set again. */
  static final class MatchInterrupted extends RuntimeException {

    MatchInterrupted() {
      super("the match was interrupted");
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public char charAt(int index) {
    if (++reads % READS_BETWEEN_LOOKS == 0 && Thread.interrupted()) {
      throw new MatchInterrupted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
