package fermata.definition.load;

import fermata.definition.text.Span;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.TextOrigins;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.Arrays;
import java.util.List;

/** Parts of a tree that nobody wrote and that hold all the same; they have no length. */
final class Implied {

  private static final Span NOWHERE = Span.at(0);

  private Implied() {}

  static Scalar text(String text) {
    return new Scalar(NOWHERE, null, null, text, ScalarStyle.DOUBLE_QUOTED, TextOrigins.implied(0));
  }

  /** A text that was written in other words, and stands where those do. */
  static Scalar text(String text, Span span) {
    return new Scalar(span, null, null, text, ScalarStyle.DOUBLE_QUOTED, origins(text, span));
  }

  /** The whole stands for the whole; what is inside of it has no place of its own. */
  private static TextOrigins origins(String text, Span span) {
    if (text.length() < 2 || span.length() < 2) {
      return TextOrigins.verbatim(span.start(), Math.min(text.length(), span.length()));
    }
    return new TextOrigins(
        new int[] {0, text.length() - 1}, new int[] {span.start(), span.end() - 1}, span.end());
  }

  static Entry entry(String key, YamlNode value) {
    return new Entry(text(key), value);
  }

  static Mapping mapping(Entry... entries) {
    return mapping(Arrays.asList(entries));
  }

  static Mapping mapping(List<Entry> entries) {
    return new Mapping(NOWHERE, null, null, entries, false);
  }

  static Sequence list(List<? extends YamlNode> items, Span span) {
    return new Sequence(span, null, null, List.copyOf(items), false);
  }
}
