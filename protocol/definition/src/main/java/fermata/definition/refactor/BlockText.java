package fermata.definition.refactor;

import java.util.Optional;

/** Texts of several lines as YAML writes them in a block. */
final class BlockText {

  private BlockText() {}

  /**
   * {@return what stands after a key and its colon; empty for a text that no block can hold as it
   * is}
   *
   * @param indent the columns that the lines of the text stand below
   */
  static Optional<String> literal(String text, int indent, String lineEnd) {
    String lines = text.replace("\r\n", "\n");
    if (lines.isBlank()) {
      return Optional.empty();
    }
    String content = lines.replaceAll("\n+$", "");
    int ends = lines.length() - content.length();
    String chomping = ends == 0 ? "-" : ends == 1 ? "" : "+";
    // Where the first line is indented, its own blanks would be taken for the block's.
    boolean isDeep = content.stripLeading().length() < content.length();
    var written = new StringBuilder(" |").append(isDeep ? "2" : "").append(chomping);
    for (String line : content.split("\n", -1)) {
      written.append(lineEnd).append(line.isEmpty() ? "" : " ".repeat(indent) + line);
    }
    return Optional.of(written.append(lineEnd.repeat(Math.max(0, ends - 1))).toString());
  }

  /** {@return lines moved to the right, or to the left as far as all of them can go} */
  static Optional<String> shift(String lines, int columns) {
    var moved = new StringBuilder();
    for (String line : lines.splitWithDelimiters("\n", 0)) {
      if (line.isBlank()) {
        moved.append(line);
      } else if (columns >= 0) {
        moved.append(" ".repeat(columns)).append(line);
      } else if (line.startsWith(" ".repeat(-columns))) {
        moved.append(line.substring(-columns));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(moved.toString());
  }
}
