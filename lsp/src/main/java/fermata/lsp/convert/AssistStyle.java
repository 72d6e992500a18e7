package fermata.lsp.convert;

import fermata.definition.text.LineIndex.ColumnUnit;
import java.util.List;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InsertTextMode;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * How an editor wants completions and hovers, as it said at {@code initialize}.
 *
 * @param hasSnippets it can go through the stops of a snippet
 * @param canAdjust it can be told to indent what it inserts like the line it stands on
 * @param hasMarkdown it renders Markdown in completions
 * @param hasMarkdownHovers it renders Markdown in hovers
 * @param unit what the columns of positions count
 */
public record AssistStyle(
    boolean hasSnippets,
    boolean canAdjust,
    boolean hasMarkdown,
    boolean hasMarkdownHovers,
    ColumnUnit unit) {

  /** An editor that has said nothing. */
  public static final AssistStyle PLAIN =
      new AssistStyle(false, false, false, false, ColumnUnit.UTF_16);

  /** {@return what the parameters say; anything that is missing or odd means no} */
  public static AssistStyle of(InitializeParams params) {
    var all = params.getCapabilities();
    TextDocumentClientCapabilities texts = all == null ? null : all.getTextDocument();
    CompletionItemCapabilities items = items(texts);
    var general = all == null ? null : all.getGeneral();
    return new AssistStyle(
        items != null && Boolean.TRUE.equals(items.getSnippetSupport()),
        items != null && canAdjust(items),
        items != null && hasMarkdown(items.getDocumentationFormat()),
        texts != null
            && texts.getHover() != null
            && hasMarkdown(texts.getHover().getContentFormat()),
        unit(general == null ? null : general.getPositionEncodings()));
  }

  private static @Nullable CompletionItemCapabilities items(
      @Nullable TextDocumentClientCapabilities texts) {
    return texts == null || texts.getCompletion() == null
        ? null
        : texts.getCompletion().getCompletionItem();
  }

  private static boolean canAdjust(CompletionItemCapabilities items) {
    var modes = items.getInsertTextModeSupport();
    return modes != null
        && modes.getValueSet() != null
        && modes.getValueSet().contains(InsertTextMode.AdjustIndentation);
  }

  private static boolean hasMarkdown(@Nullable List<String> formats) {
    return formats != null && formats.contains(MarkupKind.MARKDOWN);
  }

  /** UTF-16 wherever the editor can, because that is what our texts count. */
  private static ColumnUnit unit(@Nullable List<String> encodings) {
    if (encodings == null || encodings.contains(PositionEncodingKind.UTF16)) {
      return ColumnUnit.UTF_16;
    }
    if (encodings.contains(PositionEncodingKind.UTF32)) {
      return ColumnUnit.UTF_32;
    }
    return encodings.contains(PositionEncodingKind.UTF8) ? ColumnUnit.UTF_8 : ColumnUnit.UTF_16;
  }

  /** {@return the unit as LSP names it} */
  public String encoding() {
    return switch (unit) {
      case UTF_8 -> PositionEncodingKind.UTF8;
      case UTF_16 -> PositionEncodingKind.UTF16;
      case UTF_32 -> PositionEncodingKind.UTF32;
    };
  }
}
