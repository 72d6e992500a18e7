package fermata.lsp.convert;

import fermata.definition.assist.Completion;
import fermata.definition.assist.CompletionKind;
import fermata.definition.assist.CompletionList;
import fermata.definition.assist.Insertion;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemDefaults;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.InsertTextMode;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Completions as an editor wants them. */
public final class CompletionItems {

  private CompletionItems() {}

  /**
   * {@return the items; each replaces the word under the cursor}
   *
   * @param number by which the documentation of the items can be asked for later
   */
  public static org.eclipse.lsp4j.CompletionList of(
      DocumentSnapshot document,
      CompletionList list,
      AssistStyle style,
      LazyStyle lazy,
      long number) {
    var items = new ArrayList<CompletionItem>();
    for (Completion completion : list.items()) {
      CompletionItem item = item(completion, style);
      if (!lazy.documentation()) {
        document(item, completion, style);
      } else if (!completion.documentation().isEmpty()) {
        item.setData(number + "/" + items.size());
      }
      items.add(item);
    }
    return list(document, list, items, lazy);
  }

  private static org.eclipse.lsp4j.CompletionList list(
      DocumentSnapshot document, CompletionList list, List<CompletionItem> items, LazyStyle lazy) {
    Range range = Places.range(document, list.replaced());
    var answer = new org.eclipse.lsp4j.CompletionList(false, items);
    if (lazy.sharesRange()) {
      var defaults = new CompletionItemDefaults();
      defaults.setEditRange(Either.forLeft(range));
      answer.setItemDefaults(defaults);
    } else {
      for (CompletionItem item : items) {
        item.setTextEdit(Either.forLeft(new TextEdit(range, item.getTextEditText())));
        item.setTextEditText(null);
      }
    }
    return answer;
  }

  private static CompletionItem item(Completion completion, AssistStyle style) {
    var item = new CompletionItem(completion.label());
    item.setKind(kind(completion.kind()));
    item.setSortText(completion.sortKey());
    if (!completion.detail().isEmpty()) {
      item.setDetail(completion.detail());
    }
    insert(item, completion.insertion(), style);
    return item;
  }

  /** Adds what there is to read about a completion. */
  public static void document(CompletionItem item, Completion completion, AssistStyle style) {
    if (!completion.documentation().isEmpty()) {
      item.setDocumentation(documentation(completion.documentation(), style));
    }
  }

  private static Either<String, MarkupContent> documentation(String markdown, AssistStyle style) {
    return style.hasMarkdown()
        ? Either.forRight(new MarkupContent(MarkupKind.MARKDOWN, markdown))
        : Either.forLeft(markdown);
  }

  private static void insert(CompletionItem item, Insertion insertion, AssistStyle style) {
    boolean isSnippet = style.hasSnippets() && !insertion.stops().isEmpty();
    // What is written needs not begin like the label; editors compare with the label.
    item.setFilterText(item.getLabel());
    item.setTextEditText(isSnippet ? snippet(insertion) : insertion.plain());
    if (isSnippet) {
      item.setInsertTextFormat(InsertTextFormat.Snippet);
      if (style.canAdjust()) {
        item.setInsertTextMode(InsertTextMode.AdjustIndentation);
      }
    }
  }

  /** The last stop is where the editor leaves the snippet. */
  private static String snippet(Insertion insertion) {
    var snippet = new StringBuilder();
    int from = 0;
    int count = insertion.stops().size();
    for (int i = 0; i < count; i++) {
      int stop = insertion.stops().get(i);
      snippet.append(escaped(insertion.rich().substring(from, stop)));
      snippet.append('$').append(i == count - 1 ? 0 : i + 1);
      from = stop;
    }
    return snippet.append(escaped(insertion.rich().substring(from))).toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}");
  }

  private static CompletionItemKind kind(CompletionKind kind) {
    return switch (kind) {
      case KEY -> CompletionItemKind.Property;
      case FIELD, MEMBER -> CompletionItemKind.Field;
      case NODE -> CompletionItemKind.Class;
      case TOOL, FUNCTION -> CompletionItemKind.Function;
      case MODEL -> CompletionItemKind.Module;
      case VALUE -> CompletionItemKind.EnumMember;
      case VARIABLE -> CompletionItemKind.Variable;
      case METHOD -> CompletionItemKind.Method;
      case TEMPLATE -> CompletionItemKind.Snippet;
    };
  }
}
