package fermata.definition.assist;

import fermata.definition.assist.ItemList.Group;
import fermata.definition.keys.ForeignTools;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlCursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Offers the tools of another program, in the front matter of its agents. */
final class ForeignToolItems {

  private ForeignToolItems() {}

  /** {@return the names with what each stands for; those that stand for something first} */
  static SequencedMap<String, String> of(CursorPlace place) {
    SequencedMap<String, String> names = new LinkedHashMap<>();
    dialect(place)
        .ifPresent(
            dialect -> {
              var tools = ForeignTools.of(dialect);
              tools.forEach((name, ours) -> put(names, name, ours, true));
              tools.forEach((name, ours) -> put(names, name, ours, false));
            });
    return names;
  }

  private static void put(
      SequencedMap<String, String> names, String name, List<String> ours, boolean isKnown) {
    if (ours.isEmpty() != isKnown) {
      String what = ours.stream().map(tool -> "`" + tool + "`").collect(Collectors.joining(", "));
      names.put(name, isKnown ? "Stands for " + what + "." : "Has no counterpart here.");
    }
  }

  private static Optional<MarkdownDialect> dialect(CursorPlace place) {
    return place
        .findBlock("")
        .map(Block::context)
        .flatMap(
            context ->
                Arrays.stream(MarkdownDialect.values())
                    .filter(dialect -> dialect.context() == context)
                    .findFirst());
  }

  /** {@return what could be written between two commas of a text} */
  static CompletionList inText(CursorPlace place) {
    YamlCursor cursor = place.cursor();
    String text = cursor.scalar().text();
    int start = text.lastIndexOf(',', cursor.markStart()) + 1;
    while (text.charAt(start) == ' ') {
      start++;
    }
    int comma = text.indexOf(',', cursor.markStart());
    int end = (comma < 0 ? text : text.substring(0, comma)).stripTrailing().length();
    Span replaced = cursor.place(new Span(start, end));
    // Words go on over lines where a list stands below the cursor; no name does.
    if (place.agent().source().slice(replaced).indexOf('\n') >= 0) {
      return CompletionList.none(cursor.offset());
    }
    var items = new ItemList();
    of(place)
        .forEach(
            (name, doc) ->
                items.add(
                    Group.USUAL,
                    new ItemList.Words(name, CompletionKind.TOOL, "", doc),
                    Insertion.of(name)));
    return items.isEmpty()
        ? CompletionList.none(cursor.offset())
        : new CompletionList(replaced, items.sorted());
  }
}
