package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text: the text, and the nodes, comments and problems found on the way.
 *
 * <p>The only place that makes nodes, so that anchors, repeated keys and the expanded size of
 * aliases are looked after in one place.
 */
final class YamlScan {

  private static final int PREVIEW_UNITS_MAX = 40;

  private final YamlText text;
  private final ProblemList problems;
  private final List<Comment> comments = new ArrayList<>();
  private final List<Span> tabs = new ArrayList<>();
  private final Anchors anchors = new Anchors();
  private final Spellings spellings = new Spellings();
  private boolean isTooDeep;
  private boolean isTooLarge;

  YamlScan(YamlText text, ProblemList problems) {
    this.text = text;
    this.problems = problems;
  }

  YamlText text() {
    return text;
  }

  ProblemList problems() {
    return problems;
  }

  List<Comment> comments() {
    return comments;
  }

  /** {@return the white space with tabs in it that counts as indentation} */
  List<Span> tabs() {
    return tabs;
  }

  /** Notes white space with a tab, which may have been looked at before. */
  void tab(Span span) {
    if (tabs.isEmpty() || tabs.getLast().start() < span.start()) {
      tabs.add(span);
    }
  }

  /** Notes a tab in the indentation of a line that goes on with a scalar or a flow collection. */
  void checkTab(int line, int first, int parentIndent) {
    int spacesEnd = text.skipSpaces(line);
    if (spacesEnd < first && spacesEnd - line <= parentIndent && !text.isLineEnd(first)) {
      tab(new Span(line, first));
    }
  }

  void problem(ProblemCode code, Span span, String message) {
    problems.add(code, span, message);
  }

  /** Takes a comment, which may have been looked at before; {@return the end of its line} */
  int comment(int offset) {
    int end = text.lineEnd(offset);
    if (comments.isEmpty() || comments.getLast().span().start() < offset) {
      comments.add(new Comment(new Span(offset, end)));
    }
    return end;
  }

  /** {@return the text of a span, shortened for a message} */
  String preview(Span span) {
    int end = Math.min(span.end(), span.start() + PREVIEW_UNITS_MAX);
    String start = text.slice(span.start(), text.lineEnd(span.start(), end));
    return end < span.end() ? start + "…" : start;
  }

  /** Notes, once, that a collection is nested too deep. */
  void tooDeep(Span span) {
    if (!isTooDeep) {
      isTooDeep = true;
      problem(
          YamlProblems.NESTED_TOO_DEEP,
          span,
          "nested deeper than " + YamlParser.NESTING_MAX + " levels");
    }
  }

  Scalar scalar(Span span, Properties properties, ScalarText value, ScalarStyle style) {
    return scalar(span, properties, value.value(spellings), style, value.origins(text));
  }

  /** A plain scalar on one line, as it stands in the text. */
  Scalar plain(Span span, Properties properties) {
    return scalar(
        span,
        properties,
        spellings.of(text, span.start(), span.end()),
        ScalarStyle.PLAIN,
        TextOrigins.AS_WRITTEN);
  }

  private Scalar scalar(
      Span span, Properties properties, String value, ScalarStyle style, TextOrigins origins) {
    var node =
        new Scalar(
            span,
            properties.anchor(),
            properties.tag(),
            value,
            style,
            origins.within(span, value.length()));
    anchors.add(node, 1);
    return node;
  }

  Absent absent(int offset, Properties properties) {
    var node = new Absent(Span.at(offset), properties.anchor(), properties.tag());
    anchors.add(node, 1);
    return node;
  }

  /** Notes that a collection begins; {@link #mapping} or {@link #sequence} ends it. */
  long begin(Properties properties) {
    return anchors.begin(properties);
  }

  Mapping mapping(
      Span span, Properties properties, List<Entry> entries, boolean isFlow, long mark) {
    var node = new Mapping(span, properties.anchor(), properties.tag(), entries, isFlow);
    if (!node.isPlain()) {
      checkKeys(entries, isFlow);
    }
    anchors.end(node, mark);
    return node;
  }

  Sequence sequence(
      Span span, Properties properties, List<YamlNode> items, boolean isFlow, long mark) {
    var node = new Sequence(span, properties.anchor(), properties.tag(), items, isFlow);
    anchors.end(node, mark);
    return node;
  }

  Alias alias(Span span, Properties properties) {
    String name = text.slice(span.start() + 1, span.end());
    if (!properties.isEmpty()) {
      problem(
          YamlProblems.NODE_PROPERTIES,
          properties.span(),
          "an alias cannot have an anchor or a tag of its own");
    }
    var node = new Alias(span, name, anchors.find(name));
    if (node.target() == null) {
      problems.add(anchors.unknown(node));
    }
    anchors.add(node, anchors.size(node));
    checkSize(span);
    return node;
  }

  /** {@return a node that was read before it was known to belong to properties on a line above} */
  YamlNode withProperties(YamlNode node, Properties above) {
    YamlNode whole =
        switch (node) {
          case Mapping it ->
              new Mapping(
                  it.span(),
                  either(it.anchor(), above.anchor()),
                  either(it.tag(), above.tag()),
                  it.entries(),
                  it.isFlow());
          case Sequence it ->
              new Sequence(
                  it.span(),
                  either(it.anchor(), above.anchor()),
                  either(it.tag(), above.tag()),
                  it.items(),
                  it.isFlow());
          case Scalar it ->
              new Scalar(
                  it.span(),
                  either(it.anchor(), above.anchor()),
                  either(it.tag(), above.tag()),
                  it.text(),
                  it.style(),
                  it.origins());
          case Absent it ->
              new Absent(
                  it.span(), either(it.anchor(), above.anchor()), either(it.tag(), above.tag()));
          case Alias it -> it;
        };
    if (node instanceof Alias || isTwice(node, above)) {
      problem(
          YamlProblems.NODE_PROPERTIES,
          above.span(),
          "a node has one anchor and one tag at most, an alias none");
    }
    anchors.replace(whole);
    return whole;
  }

  private static boolean isTwice(YamlNode node, Properties above) {
    return (node.anchor() != null && above.anchor() != null)
        || (node.tag() != null && above.tag() != null);
  }

  private static @Nullable String either(@Nullable String own, @Nullable String above) {
    return own != null ? own : above;
  }

  private void checkSize(Span span) {
    if (!isTooLarge && anchors.expandedSize() > YamlValues.VALUES_MAX) {
      isTooLarge = true;
      problem(
          YamlProblems.ALIASES_TOO_LARGE,
          span,
          "aliases expand to more than " + YamlValues.VALUES_MAX + " values");
    }
  }

  private void checkKeys(List<Entry> entries, boolean isFlow) {
    Map<String, Entry> first = HashMap.newHashMap(entries.size());
    for (Entry entry : entries) {
      if (YamlValues.isMerge(entry)) {
        checkMerge(entry);
      }
      if (YamlValues.resolved(entry.key()) instanceof Scalar key) {
        Entry earlier = first.putIfAbsent(key.text(), entry);
        if (earlier != null) {
          problems.add(duplicate(entry, earlier, isFlow));
        }
      }
    }
  }

  private Problem duplicate(Entry entry, Entry earlier, boolean isFlow) {
    Problem problem = duplicate(entry, earlier);
    int line = text.lineStart(entry.key().span().start());
    boolean isAlone = text.skipBlanks(line) == entry.key().span().start();
    return isFlow || !isAlone
        ? problem
        : problem.withFix(
            "Remove this '" + entry.keyText() + "'",
            List.of(new TextEdit(new Span(line, text.nextLine(entry.span().end())), "")));
  }

  private static Problem duplicate(Entry entry, Entry earlier) {
    return Problem.of(
            YamlProblems.DUPLICATE_KEY,
            entry.key().span(),
            "key '" + entry.keyText() + "' is already there")
        .withRelated(earlier.key().span(), "the first '" + entry.keyText() + "'");
  }

  private void checkMerge(Entry entry) {
    boolean isMergeable =
        switch (YamlValues.resolved(entry.value())) {
          case Mapping _ -> true;
          case Sequence sequence ->
              sequence.items().stream().allMatch(item -> isUnknownOrMapping(item));
          case Absent _, Alias _ -> entry.value() instanceof Alias;
          case Scalar _ -> false;
        };
    if (!isMergeable) {
      problem(
          YamlProblems.MERGE_VALUE,
          entry.key().span(),
          "'<<' takes over a mapping or a list of mappings, usually by an alias such as *defaults");
    }
  }

  private static boolean isUnknownOrMapping(YamlNode item) {
    return YamlValues.resolved(item) instanceof Mapping
        || (item instanceof Alias alias && alias.target() == null);
  }
}
