package fermata.definition.text;

import java.util.Comparator;
import java.util.List;

/** The replacement of a span by a text; an empty span inserts. */
public record TextEdit(Span span, String newText) {

  private static final Comparator<TextEdit> IN_ORDER =
      Comparator.comparingInt(edit -> edit.span().start());

  /**
   * {@return a text after edits of it}
   *
   * @param edits without overlaps, in any order; of several at one offset the first comes first
   */
  public static String apply(String text, List<TextEdit> edits) {
    var changed = new StringBuilder(text.length());
    int offset = 0;
    for (TextEdit edit : edits.stream().sorted(IN_ORDER).toList()) {
      changed.append(text, offset, edit.span().start()).append(edit.newText());
      offset = edit.span().end();
    }
    return changed.append(text, offset, text.length()).toString();
  }
}
