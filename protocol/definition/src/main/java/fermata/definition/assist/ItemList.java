package fermata.definition.assist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Completions under way: numbers them in groups, and keeps each label once. Confined to one thread.
 */
final class ItemList {

  private final List<Completion> items = new ArrayList<>();
  private final Set<String> labels = new HashSet<>();

  /** What comes first: fitting values, then the rest, then what is possible everywhere. */
  enum Group {
    FIRST('a'),
    USUAL('b'),
    LAST('c');

    private final char letter;

    Group(char letter) {
      this.letter = letter;
    }
  }

  /** What an item says of itself, beside what it writes. */
  record Words(String label, CompletionKind kind, String detail, String documentation) {}

  void add(Group group, Words words, Insertion insertion) {
    if (labels.add(words.label())) {
      String sortKey = "%c%04d".formatted(group.letter, items.size());
      items.add(
          new Completion(
              words.label(),
              words.kind(),
              words.detail(),
              words.documentation(),
              insertion,
              sortKey));
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  List<Completion> sorted() {
    return items.stream().sorted(java.util.Comparator.comparing(Completion::sortKey)).toList();
  }
}
