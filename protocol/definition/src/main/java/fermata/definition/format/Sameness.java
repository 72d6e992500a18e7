package fermata.definition.format;

import fermata.definition.text.Parsed;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Whether two texts say the same, all places left aside. */
final class Sameness {

  private final Deque<Pair> open = new ArrayDeque<>();

  private record Pair(YamlNode left, YamlNode right) {}

  private Sameness() {}

  /** Whether trees, comments and kinds of problems are the same. */
  static boolean holds(Parsed<YamlDocument> left, Parsed<YamlDocument> right) {
    return codes(left).equals(codes(right))
        && comments(left.value()).equals(comments(right.value()))
        && new Sameness().isSame(left.value().root(), right.value().root());
  }

  private static List<String> codes(Parsed<YamlDocument> parsed) {
    return parsed.problems().stream().map(problem -> problem.code().code()).toList();
  }

  private static List<String> comments(YamlDocument document) {
    return document.comments().stream()
        .map(comment -> document.source().slice(comment.span()).stripTrailing())
        .toList();
  }

  private boolean isSame(YamlNode left, YamlNode right) {
    open.push(new Pair(left, right));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      if (!isSame(pair)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two nodes are the same but for what is in them, which is left to compare. */
  private boolean isSame(Pair pair) {
    boolean hasSameProperties =
        Objects.equals(pair.left().anchor(), pair.right().anchor())
            && Objects.equals(pair.left().tag(), pair.right().tag());
    return hasSameProperties
        && switch (pair.left()) {
          case Mapping left ->
              pair.right() instanceof Mapping right
                  && left.isFlow() == right.isFlow()
                  && addEntries(left.entries(), right.entries());
          case Sequence left ->
              pair.right() instanceof Sequence right
                  && left.isFlow() == right.isFlow()
                  && addItems(left.items(), right.items());
          case Scalar left ->
              pair.right() instanceof Scalar right
                  && left.style() == right.style()
                  && left.text().equals(right.text());
          case Alias left ->
              pair.right() instanceof Alias right && left.name().equals(right.name());
          case Absent _ -> pair.right() instanceof Absent;
        };
  }

  private boolean addEntries(List<Entry> left, List<Entry> right) {
    return addItems(left.stream().map(Entry::key).toList(), right.stream().map(Entry::key).toList())
        && addItems(
            left.stream().map(Entry::value).toList(), right.stream().map(Entry::value).toList());
  }

  private boolean addItems(List<YamlNode> left, List<YamlNode> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<YamlNode> others = right.iterator();
    left.forEach(node -> open.push(new Pair(node, others.next())));
    return true;
  }
}
