package fermata.lsp.convert;

import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.lsp.document.BesideFile;
import fermata.lsp.document.DocumentSnapshot;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Spans and offsets as ranges and positions of LSP, in the units that the editor counts. */
public final class Places {

  private Places() {}

  /** {@return the range of a span} */
  public static Range range(DocumentSnapshot document, Span span) {
    return new Range(position(document, span.start()), position(document, span.end()));
  }

  /** {@return the position of an offset} */
  public static Position position(DocumentSnapshot document, int offset) {
    return position(document.place(offset));
  }

  /** {@return the range of a span of a file beside a document} */
  public static Range range(BesideFile file, Span span) {
    return new Range(
        position(file.lines().place(span.start(), file.unit())),
        position(file.lines().place(span.end(), file.unit())));
  }

  private static Position position(LineIndex.Place place) {
    return new Position(place.line(), place.column());
  }

  /** {@return the offset of a position; one outside of the text is moved inside} */
  public static int offset(DocumentSnapshot document, Position position) {
    return document.offset(place(position));
  }

  /** {@return the place of a position} */
  public static LineIndex.Place place(Position position) {
    return new LineIndex.Place(position.getLine(), position.getCharacter());
  }

  /** {@return the edit of LSP} */
  public static org.eclipse.lsp4j.TextEdit edit(DocumentSnapshot document, TextEdit edit) {
    return new org.eclipse.lsp4j.TextEdit(range(document, edit.span()), edit.newText());
  }

  /** {@return the edit of LSP, of a file beside a document} */
  public static org.eclipse.lsp4j.TextEdit edit(BesideFile file, TextEdit edit) {
    return new org.eclipse.lsp4j.TextEdit(range(file, edit.span()), edit.newText());
  }
}
