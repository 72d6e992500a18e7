package fermata.definition.keys;

import fermata.definition.text.Span;
import fermata.definition.yaml.TextOrigins;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;

/** Names as other tools list them: as a list, or in one text with commas. */
public final class ForeignNames {

  private ForeignNames() {}

  /** {@return the names, each with its place} */
  public static List<Scalar> of(YamlNode value) {
    var names = new ArrayList<Scalar>();
    switch (YamlValues.resolved(value)) {
      case Scalar text -> addParts(text, names);
      case YamlNode.Sequence list ->
          list.items()
              .forEach(
                  item -> {
                    if (YamlValues.resolved(item) instanceof Scalar name) {
                      names.add(name);
                    }
                  });
      case YamlNode.Mapping _, YamlNode.Alias _, YamlNode.Absent _ -> {}
    }
    return names;
  }

  /** A comma in round brackets belongs to what is in them. */
  private static void addParts(Scalar whole, List<Scalar> names) {
    String text = whole.text();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (i == text.length() || (c == ',' && depth <= 0)) {
        add(whole, start, i, names);
        start = i + 1;
      }
    }
  }

  private static void add(Scalar whole, int from, int to, List<Scalar> names) {
    String text = whole.text();
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start < end) {
      Span span = whole.origins().sourceSpan(new Span(start, end));
      names.add(
          new Scalar(
              span,
              null,
              null,
              text.substring(start, end),
              whole.style(),
              TextOrigins.verbatim(span.start(), end - start)));
    }
  }
}
