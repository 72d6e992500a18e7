package fermata.definition.format;

import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Edits of a text, each as small as it can be. */
final class EditList {

  private final LayoutText text;
  private final List<TextEdit> edits = new ArrayList<>();

  EditList(LayoutText text) {
    this.text = text;
  }

  /** Replaces a piece of the text where it is not that already. */
  void replace(int start, int end, String wanted) {
    int from = 0;
    int left = Math.min(end - start, wanted.length());
    while (from < left && text.isAt(wanted.charAt(from), start + from)) {
      from++;
    }
    int behind = 0;
    while (behind < left - from
        && text.isAt(wanted.charAt(wanted.length() - 1 - behind), end - 1 - behind)) {
      behind++;
    }
    if (start + from < end - behind || from < wanted.length() - behind) {
      edits.add(
          new TextEdit(
              new Span(start + from, end - behind),
              wanted.substring(from, wanted.length() - behind)));
    }
  }

  /** {@return the edits in the order of the text} */
  List<TextEdit> sorted() {
    edits.sort(Comparator.comparingInt(edit -> edit.span().start()));
    return List.copyOf(edits);
  }
}
