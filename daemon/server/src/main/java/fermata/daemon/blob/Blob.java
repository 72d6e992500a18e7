package fermata.daemon.blob;

/**
 * A content that the store has.
 *
 * @param sha256 64 hexadecimal digits, in lower case
 * @param size in bytes
 */
public record Blob(String sha256, long size) {

  private static final String FORM = "[0-9a-f]{64}";

  /** Whether a text is the name of a content, there or not. */
  public static boolean isName(String text) {
    return text.matches(FORM);
  }
}
