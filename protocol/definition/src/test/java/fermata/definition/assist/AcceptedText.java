package fermata.definition.assist;

import fermata.definition.text.Span;

/** A text after a completion was accepted, as an editor that adjusts indentation does it. */
final class AcceptedText {

  private AcceptedText() {}

  static String of(String text, Span replaced, String written) {
    int lineStart = text.lastIndexOf('\n', replaced.start() - 1) + 1;
    int indent = lineStart;
    while (indent < replaced.start() && text.charAt(indent) == ' ') {
      indent++;
    }
    String adjusted = written.replace("\n", "\n" + text.substring(lineStart, indent));
    return text.substring(0, replaced.start()) + adjusted + text.substring(replaced.end());
  }
}
