package fermata.definition.view;

/**
 * Lines that can be hidden below their first one.
 *
 * @param startLine the line that stays, from 0
 * @param endLine the last line that is hidden, greater than {@code startLine}
 */
public record Fold(int startLine, int endLine, Kind kind) {

  /** What is hidden. */
  public enum Kind {
    BLOCK,
    COMMENT
  }
}
