package fermata.lsp.convert;

import fermata.definition.text.LineIndex.ColumnUnit;
import java.util.List;
import org.eclipse.lsp4j.InsertTextMode;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PositionEncodingKind;

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

  /** {@return what an editor says; anything that is missing or odd means no} */
  public static AssistStyle of(Initialization said) {
    return new AssistStyle(
        said.supports("textDocument", "completion", "completionItem", "snippetSupport"),
        said.hasNumber(
            InsertTextMode.AdjustIndentation.getValue(),
            "textDocument",
            "completion",
            "completionItem",
            "insertTextModeSupport",
            "valueSet"),
        said.names("textDocument", "completion", "completionItem", "documentationFormat")
            .contains(MarkupKind.MARKDOWN),
        said.names("textDocument", "hover", "contentFormat").contains(MarkupKind.MARKDOWN),
        unit(said.names("general", "positionEncodings")));
  }

  /** UTF-16 wherever the editor can, because that is what our texts count. */
  private static ColumnUnit unit(List<String> encodings) {
    if (encodings.isEmpty() || encodings.contains(PositionEncodingKind.UTF16)) {
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
