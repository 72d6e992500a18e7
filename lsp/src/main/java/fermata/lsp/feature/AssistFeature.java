package fermata.lsp.feature;

import fermata.definition.assist.Completions;
import fermata.definition.assist.Hovers;
import fermata.definition.assist.Signatures;
import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.CompletionItems;
import fermata.lsp.convert.HoverTexts;
import fermata.lsp.convert.LazyStyle;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.SignatureTexts;
import fermata.lsp.document.DocumentSnapshot;
import java.util.Optional;
import java.util.function.IntFunction;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SignatureHelp;
import org.jspecify.annotations.Nullable;

/** What could be written at a place, and what stands there. Thread-safe. */
public final class AssistFeature {

  private final RememberedLists lists = new RememberedLists();

  /** {@return what could be written at a position} */
  public CompletionList complete(
      DocumentSnapshot document, Position position, AssistStyle style, LazyStyle lazy) {
    int offset = Places.offset(document, position);
    var found = Completions.at(document.reading(), offset);
    long number = lazy.documentation() ? lists.remember(found.items()) : 0;
    return CompletionItems.of(document, found, style, lazy, number);
  }

  /** {@return a completion of one of the newest lists, with its documentation} */
  public CompletionItem resolve(CompletionItem item, AssistStyle style) {
    return lists.resolve(item, style);
  }

  /**
   * {@return what stands at a position; null where there is nothing to say}
   *
   * @param ofRuns what runs add to it, by the offset
   */
  public @Nullable Hover hover(
      DocumentSnapshot document,
      Position position,
      AssistStyle style,
      IntFunction<Optional<String>> ofRuns) {
    int offset = Places.offset(document, position);
    return Hovers.at(document.reading(), offset)
        .map(hover -> HoverTexts.of(document, hover, ofRuns.apply(offset), style))
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
