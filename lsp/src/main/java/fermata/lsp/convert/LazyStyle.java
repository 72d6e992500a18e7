package fermata.lsp.convert;

import java.util.List;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeActionCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InlayHintCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * What an editor fetches later, once somebody looks at it, and what it takes once for a whole list,
 * as it said at {@code initialize}.
 *
 * @param documentation it asks for the documentation of the completion that is looked at
 * @param edits it asks for the edit of the code action that was chosen
 * @param tooltips it asks for the tooltip of the hint that is pointed at
 * @param sharesRange it takes one range for all completions of a list
 */
public record LazyStyle(
    boolean documentation, boolean edits, boolean tooltips, boolean sharesRange) {

  /** An editor that has said nothing wants everything at once. */
  public static final LazyStyle EAGER = new LazyStyle(false, false, false, false);

  /** {@return what the parameters say; anything that is missing or odd means no} */
  public static LazyStyle of(InitializeParams params) {
    ClientCapabilities all = params.getCapabilities();
    TextDocumentClientCapabilities texts = all == null ? null : all.getTextDocument();
    return texts == null
        ? EAGER
        : new LazyStyle(
            asksForDocumentation(texts.getCompletion()),
            asksForEdits(texts.getCodeAction()),
            asksForTooltips(texts.getInlayHint()),
            sharesRange(texts.getCompletion()));
  }

  private static boolean asksForDocumentation(@Nullable CompletionCapabilities completion) {
    var item = completion == null ? null : completion.getCompletionItem();
    var later = item == null ? null : item.getResolveSupport();
    return later != null && has(later.getProperties(), "documentation");
  }

  /** Which action it was is kept in its data. */
  private static boolean asksForEdits(@Nullable CodeActionCapabilities actions) {
    var later = actions == null ? null : actions.getResolveSupport();
    return actions != null
        && Boolean.TRUE.equals(actions.getDataSupport())
        && later != null
        && has(later.getProperties(), "edit");
  }

  private static boolean asksForTooltips(@Nullable InlayHintCapabilities hints) {
    var later = hints == null ? null : hints.getResolveSupport();
    return later != null && has(later.getProperties(), "tooltip");
  }

  private static boolean sharesRange(@Nullable CompletionCapabilities completion) {
    var list = completion == null ? null : completion.getCompletionList();
    return list != null && has(list.getItemDefaults(), "editRange");
  }

  private static boolean has(@Nullable List<String> properties, String property) {
    return properties != null && properties.contains(property);
  }
}
