package fermata.lsp.feature;

import com.google.gson.JsonPrimitive;
import fermata.definition.assist.Completion;
import fermata.lsp.convert.AssistStyle;
import fermata.lsp.convert.CompletionItems;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionItem;

/**
 * The newest lists of completions, for an editor that asks for the documentation of the one that is
 * looked at.
 *
 * <p>Thread-safe. Limits: {@value #LISTS_MAX} lists; a completion of an older one has no
 * documentation.
 */
final class RememberedLists {

  /** An editor may still show a list while it asks for the next ones. */
  static final int LISTS_MAX = 4;

  private final Deque<Remembered> newest = new ArrayDeque<>();
  private long lastNumber;

  private record Remembered(long number, List<Completion> items) {}

  /** {@return the number by which the items of a list are found again} */
  synchronized long remember(List<Completion> items) {
    newest.addFirst(new Remembered(++lastNumber, items));
    if (newest.size() > LISTS_MAX) {
      newest.removeLast();
    }
    return lastNumber;
  }

  /** {@return the item with its documentation; as it came where nothing is known of it} */
  CompletionItem resolve(CompletionItem item, AssistStyle style) {
    find(item).ifPresent(known -> CompletionItems.document(item, known, style));
    return item;
  }

  private Optional<Completion> find(CompletionItem item) {
    if (!(item.getData() instanceof JsonPrimitive data) || !data.isString()) {
      return Optional.empty();
    }
    String[] parts = data.getAsString().split("/", 2);
    try {
      return parts.length < 2
          ? Optional.empty()
          : find(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private synchronized Optional<Completion> find(long number, int index) {
    return newest.stream()
        .filter(list -> list.number() == number && index >= 0 && index < list.items().size())
        .map(list -> list.items().get(index))
        .findFirst();
  }
}
