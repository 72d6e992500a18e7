package fermata.definition.suppress;

import fermata.definition.text.LineIndex;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The scalars of a document that go on over several lines. No comment can stand within them, so one
 * before them is about all of their lines.
 */
final class LongTexts {

  private final NavigableMap<Integer, Integer> lastLines = new TreeMap<>();

  private LongTexts() {}

  /** {@return the long texts of a document} */
  static LongTexts of(YamlDocument document, LineIndex lines) {
    var texts = new LongTexts();
    Deque<YamlNode> open = new ArrayDeque<>();
    open.push(document.root());
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case YamlNode.Mapping mapping -> mapping.entries().forEach(entry -> pushBoth(entry, open));
        case YamlNode.Sequence sequence -> sequence.items().forEach(open::push);
        case YamlNode.Scalar scalar -> texts.add(scalar, lines);
        case YamlNode.Alias _, YamlNode.Absent _ -> {}
      }
    }
    return texts;
  }

  private static void pushBoth(YamlNode.Entry entry, Deque<YamlNode> open) {
    open.push(entry.key());
    open.push(entry.value());
  }

  private void add(YamlNode.Scalar scalar, LineIndex lines) {
    int first = lines.line(scalar.span().start());
    int last = lines.line(Math.max(scalar.span().start(), scalar.span().end() - 1));
    if (last > first) {
      lastLines.merge(first, last, Math::max);
    }
  }

  /** {@return the line that the text around a line begins on, else that line} */
  int firstLine(int line) {
    var before = lastLines.lowerEntry(line);
    return before != null && before.getValue() >= line ? before.getKey() : line;
  }
}
