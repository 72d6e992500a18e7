package fermata.definition.load;

import fermata.definition.check.include.IncludeProblems;
import fermata.definition.check.reference.FileNotFound;
import fermata.definition.index.FilePaths;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.FileForm;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a definition includes, and those that they include.
 *
 * <p>All texts stand one behind another in one, so that every place in any of them is an offset of
 * that one: the tree, the index and the rules need not know of files. A file that is included twice
 * counts once, a circle ends where it closes.
 */
final class Inclusion {

  /** How many files one definition includes at most, those of its parts among them. */
  static final int PARTS_MAX = 64;

  private final PromptFiles files;
  private final StringBuilder whole;
  private final List<Part> parts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> way = new ArrayList<>();

  /**
   * A file that is included.
   *
   * @param path from the definition
   * @param base where its text begins in the whole
   * @param mention where the definition names it, or the part that leads to it
   * @param parsed with places of the whole
   */
  record Part(String path, SourceText file, int base, Span mention, Parsed<YamlDocument> parsed) {

    Span span() {
      return new Span(base, base + file.text().length());
    }
  }

  private Inclusion(SourceText source, PromptFiles files) {
    this.files = files;
    this.whole = new StringBuilder(source.text());
    way.add(FileForm.nameOf(source.name()));
  }

  /** {@return the definition with what it includes; empty where it includes nothing} */
  static @Nullable Included read(SourceText source, Mapping root, PromptFiles files) {
    if (root.find("include").isEmpty()) {
      return null;
    }
    var inclusion = new Inclusion(source, files);
    inclusion.add(root, "", null);
    SequencedMap<String, Entry> entries = byKey(root);
    inclusion.parts.forEach(part -> inclusion.merge(entries, part));
    var merged =
        new Mapping(
            root.span(), root.anchor(), root.tag(), List.copyOf(entries.values()), root.isFlow());
    return new Included(
        source,
        new SourceText(source.name(), inclusion.whole.toString()),
        merged,
        inclusion.parts,
        inclusion.problems);
  }

  private void add(Mapping from, String folder, @Nullable Span outer) {
    if (!(from.find("include").map(YamlValues::resolved).orElse(null) instanceof Sequence list)) {
      return;
    }
    for (YamlNode item : list.items()) {
      if (YamlValues.resolved(item) instanceof Scalar scalar && FilePaths.isInside(scalar.text())) {
        add(scalar, folder, outer == null ? item.span() : outer);
      }
    }
  }

  private void add(Scalar named, String folder, Span mention) {
    String path = folder + named.text();
    if (way.contains(path)) {
      problems.add(IncludeProblems.circle(named.span(), way, path));
      return;
    }
    if (parts.stream().anyMatch(part -> part.path().equals(path))) {
      return;
    }
    if (!FileForm.of(path).isIncludable()) {
      problems.add(IncludeProblems.noPart(named.span(), path));
      return;
    }
    SourceText file = parts.size() < PARTS_MAX ? files.find(path).orElse(null) : null;
    if (file == null) {
      problems.add(FileNotFound.problem(named, files.whyUnreadable(path).orElse(null)));
      return;
    }
    Part part = parsed(path, file, mention);
    parts.add(part);
    if (YamlValues.resolved(part.parsed().value().root()) instanceof Mapping mapping) {
      way.add(path);
      add(mapping, path.substring(0, path.lastIndexOf('/') + 1), mention);
      way.removeLast();
    }
  }

  /** Empty lines before it give every place of the file its offset in the whole. */
  private Part parsed(String path, SourceText file, Span mention) {
    whole.append('\n');
    int base = whole.length();
    whole.append(file.text());
    var moved = new SourceText(path, "\n".repeat(base) + file.text());
    return new Part(path, file, base, mention, YamlParser.parse(moved));
  }

  private static SequencedMap<String, Entry> byKey(Mapping mapping) {
    SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    for (Entry entry : YamlValues.entries(mapping)) {
      entries.putIfAbsent(entry.keyText(), entry);
    }
    return entries;
  }

  private void merge(SequencedMap<String, Entry> entries, Part part) {
    YamlNode root = YamlValues.resolved(part.parsed().value().root());
    if (!(root instanceof Mapping)) {
      if (part.parsed().isUsable()) {
        problems.add(IncludeProblems.noMapping(Span.at(part.base())));
      }
      return;
    }
    String folder = part.path().substring(0, part.path().lastIndexOf('/') + 1);
    var mapping = (Mapping) fromDefinition(root, folder);
    byKey(mapping).forEach((key, entry) -> entries.merge(key, entry, Inclusion::both));
  }

  /** Paths of a part are relative to it. */
  private static YamlNode fromDefinition(YamlNode root, String folder) {
    if (folder.isEmpty()) {
      return root;
    }
    var replaced = new IdentityHashMap<YamlNode, Scalar>();
    for (PlacedValue value : PlacedTree.of(root, KeyContext.AGENT).values()) {
      if (value.shape() instanceof Shape.Text(var form)
          && (form == TextForm.FILE || form == TextForm.INCLUDE)
          && value.node() instanceof Scalar path
          && FilePaths.isInside(path.text())) {
        replaced.put(path, Implied.text(folder + path.text(), path.span()));
      }
    }
    return new TreeRewrite(replaced).of(root);
  }

  /** What stands in the definition wins; lists are joined. */
  private static Entry both(Entry own, Entry part) {
    YamlNode first = YamlValues.resolved(own.value());
    YamlNode second = YamlValues.resolved(part.value());
    if (first instanceof Mapping mine && second instanceof Mapping other) {
      SequencedMap<String, Entry> entries = byKey(mine);
      byKey(other).forEach(entries::putIfAbsent);
      List<Entry> all = List.copyOf(entries.values());
      return new Entry(
          own.key(), new Mapping(mine.span(), mine.anchor(), mine.tag(), all, mine.isFlow()));
    }
    if (first instanceof Sequence mine && second instanceof Sequence other) {
      var items = new ArrayList<>(mine.items());
      other.items().stream().filter(item -> !isThere(items, item)).forEach(items::add);
      return new Entry(
          own.key(), new Sequence(mine.span(), mine.anchor(), mine.tag(), items, mine.isFlow()));
    }
    return own;
  }

  private static boolean isThere(List<YamlNode> items, YamlNode item) {
    return YamlValues.resolved(item) instanceof Scalar scalar
        && items.stream()
            .anyMatch(
                other ->
                    YamlValues.resolved(other) instanceof Scalar there
                        && there.text().equals(scalar.text()));
  }
}
