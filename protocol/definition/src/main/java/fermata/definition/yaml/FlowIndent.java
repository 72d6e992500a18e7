package fermata.definition.yaml;

import fermata.definition.text.Span;

/** Decides whether a line still belongs to a flow collection. */
final class FlowIndent {

  private final YamlScan scan;
  private final YamlText text;
  private final int parentIndent;
  private boolean isReported;

  FlowIndent(YamlScan scan, int parentIndent) {
    this.scan = scan;
    this.text = scan.text();
    this.parentIndent = parentIndent;
  }

  int parentIndent() {
    return parentIndent;
  }

  /**
   * Whether the collection goes on with a line.
   *
   * <p>A closing bracket may stand at the column of the block: YAML forbids it, everybody writes
   * it, and nothing else could be meant.
   */
  boolean allows(int line) {
    int first = text.skipBlanks(line);
    if (text.isLineEnd(first)) {
      return true;
    }
    if (text.isDocumentMarker(line)) {
      return false;
    }
    if (text.column(line, first) > parentIndent) {
      scan.checkTab(line, first, parentIndent);
      return true;
    }
    char unit = text.at(first);
    if (unit == ']' || unit == '}' || unit == ',' || unit == '#') {
      return true;
    }
    if (text.looksLikeEntry(first)) {
      return false;
    }
    report(line, first);
    return true;
  }

  private void report(int line, int first) {
    if (!isReported) {
      isReported = true;
      scan.problem(
          YamlProblems.INDENTATION,
          new Span(first, text.lineEnd(first)),
          "a line inside of brackets must be indented deeper than the block around it (expected:"
              + " more than "
              + parentIndent
              + " columns, found: "
              + text.column(line, first)
              + ")");
    }
  }
}
