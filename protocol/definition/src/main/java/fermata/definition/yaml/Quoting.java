package fermata.definition.yaml;

import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;

/** Puts quotes around text. */
final class Quoting {

  private Quoting() {}

  /** {@return the text in quotes that need no escapes if possible} */
  static String quote(String text) {
    if (text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
      return '"' + text + '"';
    }
    return "'" + text.replace("'", "''") + "'";
  }

  /** {@return the edit that quotes a piece of a text} */
  static List<TextEdit> edits(YamlText text, Span span) {
    return List.of(new TextEdit(span, quote(text.slice(span))));
  }
}
