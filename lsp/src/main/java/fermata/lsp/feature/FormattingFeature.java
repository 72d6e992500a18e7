package fermata.lsp.feature;

import fermata.definition.format.Formatter;
import fermata.definition.format.Formatting;
import fermata.definition.format.NewLine;
import fermata.definition.text.FileForm;
import fermata.definition.text.Span;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/**
 * The layout of a document, of some of its lines, and of a line that is just begun. Stateless.
 *
 * <p>Tab size and the like, which editors send along, have no effect: there is one layout. A
 * document with errors gets no edits; its diagnostics say why.
 */
public final class FormattingFeature {

  /** After this, an editor asks for the indentation of the new line. */
  public static final String TRIGGER = "\n";

  /** {@return the edits that give a document its layout} */
  public List<TextEdit> format(DocumentSnapshot document) {
    return isProse(document)
        ? List.of()
        : edits(document, Formatter.format(document.reading().source()));
  }

  /** {@return the edits that give the lines of a range their layout} */
  public List<TextEdit> formatRange(DocumentSnapshot document, Range range) {
    int start = Places.offset(document, range.getStart());
    var span = new Span(start, Math.max(start, Places.offset(document, range.getEnd())));
    return isProse(document)
        ? List.of()
        : edits(document, Formatter.formatRange(document.reading().source(), span));
  }

  /** {@return the edit that indents the line at a position, after its line end was typed} */
  public List<TextEdit> beginLine(DocumentSnapshot document, Position position) {
    if (isProse(document)) {
      return List.of();
    }
    int offset = Places.offset(document, position);
    return NewLine.indent(document.reading().source(), offset).stream()
        .map(edit -> Places.edit(document, edit))
        .toList();
  }

  /** A prompt file is open beside an agent, and has no layout of ours. */
  private static boolean isProse(DocumentSnapshot document) {
    return document.reading().source().form() == FileForm.PROSE;
  }

  private static List<TextEdit> edits(DocumentSnapshot document, Formatting formatting) {
    return switch (formatting) {
      case Formatting.Done(var edits) ->
          edits.stream().map(edit -> Places.edit(document, edit)).toList();
      case Formatting.Broken _, Formatting.Unsure _ -> List.of();
    };
  }
}
