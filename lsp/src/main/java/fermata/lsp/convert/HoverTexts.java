package fermata.lsp.convert;

import fermata.definition.assist.Hover;
import fermata.lsp.document.DocumentSnapshot;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** Hovers as an editor shows them. */
public final class HoverTexts {

  private HoverTexts() {}

  /** {@return the hover; where the editor renders no Markdown, its source, which reads well} */
  public static org.eclipse.lsp4j.Hover of(
      DocumentSnapshot document, Hover hover, AssistStyle style) {
    String kind = style.hasMarkdownHovers() ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT;
    return new org.eclipse.lsp4j.Hover(
        new MarkupContent(kind, hover.markdown()), Places.range(document, hover.span()));
  }
}
