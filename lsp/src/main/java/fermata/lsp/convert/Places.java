package fermata.lsp.convert;

import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Spans and offsets as ranges and positions of LSP. */
public final class Places {

  private Places() {}

  /** {@return the range of a span} */
  public static Range range(LineIndex lines, Span span) {
    return new Range(position(lines, span.start()), position(lines, span.end()));
  }

  /** {@return the position of an offset} */
  public static Position position(LineIndex lines, int offset) {
    LineIndex.Place place = lines.place(offset);
    return new Position(place.line(), place.column());
  }

  /** {@return the offset of a position; one outside of the text is moved inside} */
  public static int offset(LineIndex lines, Position position) {
    return lines.offset(place(position));
  }

  /** {@return the place of a position} */
  public static LineIndex.Place place(Position position) {
    return new LineIndex.Place(position.getLine(), position.getCharacter());
  }

  /** {@return the edit of LSP} */
  public static org.eclipse.lsp4j.TextEdit edit(LineIndex lines, TextEdit edit) {
    return new org.eclipse.lsp4j.TextEdit(range(lines, edit.span()), edit.newText());
  }
}
