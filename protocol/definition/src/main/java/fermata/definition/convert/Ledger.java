package fermata.definition.convert;

import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which pieces of a source were read, and what is to be said of the others.
 *
 * <p>Belongs to one import while it is made; not thread-safe.
 */
final class Ledger {

  private static final String UNKNOWN = "nothing in the language says this";
  private static final String REPEATED = "the key is there already; the first one counts";

  private final Set<String> taken = new HashSet<>();
  private final Map<String, List<ImportNote>> notes = new HashMap<>();

  /** Notes that a piece with all below it is in the result. */
  void take(Given given) {
    taken.add(given.pointer());
  }

  /** Notes what became of a piece with all below it. */
  void note(ImportNote.Kind kind, Given given, String reason) {
    notes
        .computeIfAbsent(given.pointer(), _ -> new ArrayList<>())
        .add(new ImportNote(kind, given.pointer(), given.node().span(), reason));
  }

  /** {@return all notes, in the order of the source, with one for each piece that nobody read} */
  List<ImportNote> notes(Given root) {
    var all = new ArrayList<ImportNote>();
    Deque<Given> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Given given = open.pop();
      List<ImportNote> own = notes.getOrDefault(given.pointer(), List.of());
      all.addAll(own);
      boolean isSaid =
          taken.contains(given.pointer())
              || own.stream().anyMatch(note -> note.kind() == ImportNote.Kind.LEFT_OUT)
              || (!own.isEmpty() && given.parts().isEmpty());
      if (!isSaid) {
        visit(given, open, all);
      }
    }
    return all;
  }

  private void visit(Given given, Deque<Given> open, List<ImportNote> all) {
    List<Given> parts = given.parts();
    if (parts.isEmpty() && !given.saysNothing()) {
      all.add(unread(given, UNKNOWN));
    }
    parts.reversed().forEach(open::push);
    if (given.node() instanceof YamlNode.Mapping mapping) {
      addRepeated(given, mapping, all);
    }
  }

  private static void addRepeated(Given given, YamlNode.Mapping mapping, List<ImportNote> all) {
    var seen = new HashSet<String>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!YamlValues.isMerge(entry) && !seen.add(entry.keyText())) {
        Given second =
            new Given(entry.value(), Given.below(given.pointer(), entry.keyText()), given.ledger());
        all.add(unread(second, REPEATED));
      }
    }
  }

  private static ImportNote unread(Given given, String reason) {
    return new ImportNote(ImportNote.Kind.LEFT_OUT, given.pointer(), given.node().span(), reason);
  }
}
