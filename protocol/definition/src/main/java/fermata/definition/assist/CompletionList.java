package fermata.definition.assist;

import fermata.definition.text.Span;
import java.util.List;

/**
 * What could be written at a place.
 *
 * @param replaced the word under the cursor, which each of the items replaces; within one line
 * @param items in the order of their sort keys
 */
public record CompletionList(Span replaced, List<Completion> items) {

  public CompletionList {
    items = List.copyOf(items);
  }

  static CompletionList none(int offset) {
    return new CompletionList(Span.at(offset), List.of());
  }
}
