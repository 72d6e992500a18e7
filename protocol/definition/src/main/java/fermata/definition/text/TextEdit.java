package fermata.definition.text;

import java.util.List;

/** The replacement of a span by a text; an empty span inserts. */
public record TextEdit(Span span, String newText) {

  /**
   * {@return a text after edits of it}
   *
   * @param edits in the order of the text, without overlaps
   */
  public static String apply(String text, List<TextEdit> edits) {
    var changed = new StringBuilder(text.length());
    int offset = 0;
    for (TextEdit edit : edits) {
      changed.append(text, offset, edit.span().start()).append(edit.newText());
      offset = edit.span().end();
    }
    return changed.append(text, offset, text.length()).toString();
  }
}
