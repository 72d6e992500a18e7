package fermata.cli.format;

/**
 * What is done with files besides formatting their texts.
 *
 * @param isCheck whether a layout that is not right is a failure; files are not written
 * @param isDiff whether the difference is shown; files are not written
 */
public record FormatMode(boolean isCheck, boolean isDiff) {

  /** Whether files are written. */
  boolean writes() {
    return !isCheck && !isDiff;
  }
}
