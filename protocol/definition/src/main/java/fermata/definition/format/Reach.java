package fermata.definition.format;

import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that are formatted together with some lines, from few to all. */
final class Reach {

  /** So many levels around the lines are tried, besides the outermost. */
  private static final int LEVELS_MAX = 4;

  private final LineIndex lines;

  private Reach(LineIndex lines) {
    this.lines = lines;
  }

  /** {@return whole lines: of a span, of the entries around it, and of the text} */
  static List<Span> of(YamlDocument document, Span span) {
    String text = document.source().text();
    var reach = new Reach(LineIndex.of(text));
    Span wanted = reach.lines(span);
    List<Span> entries = reach.entries(document.root(), wanted);
    var found = new LinkedHashSet<Span>();
    found.add(wanted);
    entries.reversed().stream().distinct().limit(LEVELS_MAX).forEach(found::add);
    found.add(entries.isEmpty() ? wanted : entries.getFirst());
    found.add(new Span(0, text.length()));
    return List.copyOf(found);
  }

  /** {@return the entries that the lines touch, together, on each level, the outermost first} */
  private List<Span> entries(YamlNode root, Span wanted) {
    var entries = new ArrayList<Span>();
    YamlNode node = root;
    while (node != null) {
      Span touched = touched(node, wanted);
      if (touched != null) {
        entries.add(touched.cover(wanted));
      }
      node = child(node, wanted);
    }
    return entries;
  }

  /** {@return the lines of the entries of a collection that a span touches; null without any} */
  private @Nullable Span touched(YamlNode collection, Span wanted) {
    Span touched = null;
    for (Span part : parts(collection)) {
      Span whole = lines(part);
      if (whole.start() <= wanted.end() && wanted.start() <= whole.end()) {
        touched = touched == null ? whole : touched.cover(whole);
      }
    }
    return touched;
  }

  private @Nullable YamlNode child(YamlNode collection, Span wanted) {
    for (YamlNode child : children(collection)) {
      if (isAround(lines(child.span()), wanted)) {
        return child;
      }
    }
    return null;
  }

  private static boolean isAround(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static List<Span> parts(YamlNode node) {
    return switch (node) {
      case Mapping mapping -> mapping.entries().stream().map(Entry::span).toList();
      case Sequence sequence -> sequence.items().stream().map(YamlNode::span).toList();
      case YamlNode.Scalar _, YamlNode.Alias _, YamlNode.Absent _ -> List.of();
    };
  }

  private static List<YamlNode> children(YamlNode node) {
    return switch (node) {
      case Mapping mapping -> mapping.entries().stream().map(Entry::value).toList();
      case Sequence sequence -> sequence.items();
      case YamlNode.Scalar _, YamlNode.Alias _, YamlNode.Absent _ -> List.of();
    };
  }

  /** {@return the lines of a span, the last line end left out} */
  private Span lines(Span span) {
    int end = span.length() > 0 ? span.end() - 1 : span.end();
    return lines
        .lineSpan(lines.line(span.start()))
        .cover(lines.lineSpan(lines.line(Math.max(span.start(), end))));
  }
}
