package fermata.lsp.convert;

import fermata.definition.assist.Hover;
import fermata.lsp.document.DocumentSnapshot;
import java.util.Optional;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** Hovers as an editor shows them. */
public final class HoverTexts {

  private HoverTexts() {}

  /** {@return the hover, and behind it what runs add to it} */
  public static org.eclipse.lsp4j.Hover of(
      DocumentSnapshot document, Hover hover, Optional<String> ofRuns, AssistStyle style) {
    String text = hover.markdown() + ofRuns.map(told -> "\n\n" + told).orElse("");
    return new org.eclipse.lsp4j.Hover(content(text, style), Places.range(document, hover.span()));
  }

  /** {@return a text; where the editor renders no Markdown, its source, which reads well} */
  public static MarkupContent content(String markdown, AssistStyle style) {
    String kind = style.hasMarkdownHovers() ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT;
    return new MarkupContent(kind, markdown);
  }
}
