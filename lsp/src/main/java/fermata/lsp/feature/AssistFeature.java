package fermata.lsp.feature;

import fermata.definition.assist.Completions;
import fermata.definition.assist.Hovers;
import fermata.definition.assist.Signatures;
import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.CompletionItems;
import fermata.lsp.convert.HoverTexts;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.SignatureTexts;
import fermata.lsp.document.DocumentSnapshot;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SignatureHelp;
import org.jspecify.annotations.Nullable;

/** What could be written at a place, and what stands there. Stateless. */
public final class AssistFeature {

  /** {@return what could be written at a position} */
  public CompletionList complete(DocumentSnapshot document, Position position, AssistStyle style) {
    int offset = Places.offset(document, position);
    return CompletionItems.of(document, Completions.at(document.reading(), offset), style);
  }

  /** {@return what stands at a position; null where there is nothing to say} */
  public @Nullable Hover hover(DocumentSnapshot document, Position position, AssistStyle style) {
    int offset = Places.offset(document, position);
    return Hovers.at(document.reading(), offset)
        .map(hover -> HoverTexts.of(document, hover, style))
        .orElse(null);
  }

  /** {@return how the function around a position is called; null outside of any} */
  public @Nullable SignatureHelp signature(
      DocumentSnapshot document, Position position, AssistStyle style) {
    int offset = Places.offset(document, position);
    return Signatures.at(document.reading(), offset)
        .map(help -> SignatureTexts.of(help, style))
        .orElse(null);
  }
}
