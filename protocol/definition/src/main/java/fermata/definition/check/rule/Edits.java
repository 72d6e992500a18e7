package fermata.definition.check.rule;

import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode;
import java.util.Collection;
import java.util.List;

/** Edits that rules offer as fixes. */
public final class Edits {

  private Edits() {}

  /** {@return the problem with a fix for each known name that is near the written one} */
  public static Problem withNear(
      Problem problem, Span span, String written, Collection<String> known) {
    Problem fixed = problem;
    for (String name : Suggestions.near(written, known)) {
      fixed = withReplacement(fixed, span, name);
    }
    return fixed;
  }

  /** {@return the problem with a fix that writes another text} */
  public static Problem withReplacement(Problem problem, Span span, String text) {
    return problem.withFix("Change to '" + text + "'", List.of(new TextEdit(span, text)));
  }

  /**
   * {@return the problem with a fix that removes a key and its value}
   *
   * <p>Only where the key begins its line, so that whole lines can go, or where it stands with
   * others between brackets on one line; elsewhere the problem is left as it is.
   */
  public static Problem withRemoval(Problem problem, CheckContext context, YamlNode.Entry entry) {
    return entry.key().span().length() == 0
        ? problem
        : withRemoval(problem, context, entry.span(), "Remove '" + entry.keyText() + "'");
  }

  /**
   * {@return the problem with a fix that removes an item of a list}
   *
   * <p>Only where the item stands with others between brackets on one line, or after a dash of its
   * own.
   */
  public static Problem withItemRemoval(
      Problem problem, CheckContext context, YamlNode.Sequence list, YamlNode item) {
    if (list.items().size() < 2) {
      return problem;
    }
    Span span = item.span();
    if (list.isFlow()) {
      return withRemoval(problem, context, span, "Remove it");
    }
    int dash = context.source().text().lastIndexOf('-', span.start() - 1);
    boolean isDashed =
        dash >= 0 && context.source().text().substring(dash + 1, span.start()).isBlank();
    return isDashed
        ? withRemoval(problem, context, new Span(dash, span.end()), "Remove it")
        : problem;
  }

  private static Problem withRemoval(
      Problem problem, CheckContext context, Span removed, String title) {
    String text = context.source().text();
    int lineStart = text.lastIndexOf('\n', removed.start() - 1) + 1;
    boolean isOnItsOwn = text.substring(lineStart, removed.start()).isBlank();
    Span span = isOnItsOwn ? lines(text, lineStart, removed) : withComma(text, removed);
    return span.length() == 0 ? problem : problem.withFix(title, List.of(new TextEdit(span, "")));
  }

  private static Span lines(String text, int lineStart, Span removed) {
    int end = Math.max(removed.end() - 1, removed.start());
    int lineEnd = text.indexOf('\n', end);
    return new Span(lineStart, lineEnd < 0 ? text.length() : lineEnd + 1);
  }

  /** The piece with the comma that parts it from its neighbour; empty where there is none. */
  private static Span withComma(String text, Span removed) {
    int after = skipBlanks(text, removed.end(), 1);
    if (after < text.length() && text.charAt(after) == ',') {
      int next = skipBlanks(text, after + 1, 1);
      boolean isLineEnd = next < text.length() && "\r\n#".indexOf(text.charAt(next)) >= 0;
      return isLineEnd ? Span.at(after) : new Span(removed.start(), next);
    }
    int before = skipBlanks(text, removed.start() - 1, -1);
    boolean isLast = after < text.length() && "]}".indexOf(text.charAt(after)) >= 0;
    return isLast && before >= 0 && text.charAt(before) == ','
        ? new Span(before, removed.end())
        : Span.at(after);
  }

  private static int skipBlanks(String text, int from, int step) {
    int at = from;
    while (at >= 0 && at < text.length() && text.charAt(at) == ' ') {
      at += step;
    }
    return at;
  }

  /**
   * {@return the problem with a fix that adds a key to a mapping}
   *
   * <p>Behind its last key; without a fix where the mapping is empty or taken from elsewhere.
   */
  public static Problem withKey(
      Problem problem, CheckContext context, String pointer, String key, String value) {
    for (Block block : context.tree().blocks()) {
      List<YamlNode.Entry> entries = written(block);
      if (block.pointer().equals(pointer) && !entries.isEmpty()) {
        String line = key + ": " + value;
        Span last = entries.getLast().span();
        TextEdit edit =
            block.mapping().isFlow()
                ? new TextEdit(Span.at(last.end()), ", " + line)
                : newLine(context.source().text(), entries.getFirst().key().span(), last, line);
        return problem.withFix("Add '" + line + "'", List.of(edit));
      }
    }
    return problem;
  }

  /** What holds without being written has no place to write beside. */
  private static List<YamlNode.Entry> written(Block block) {
    return block.mapping().entries().stream()
        .filter(entry -> entry.key().span().length() > 0)
        .toList();
  }

  private static TextEdit newLine(String text, Span firstKey, Span last, String line) {
    int lineStart = text.lastIndexOf('\n', firstKey.start() - 1) + 1;
    int end = Math.max(last.end() - 1, last.start());
    int lineEnd = text.indexOf('\n', end);
    String indent = " ".repeat(firstKey.start() - lineStart);
    return lineEnd < 0
        ? new TextEdit(Span.at(text.length()), "\n" + indent + line)
        : new TextEdit(Span.at(lineEnd + 1), indent + line + "\n");
  }

  /**
   * {@return the problem with a fix that adds a text to a list}
   *
   * <p>Only to a list between brackets that is not empty.
   */
  public static Problem withItem(
      Problem problem, CheckContext context, String pointer, String text) {
    return context.tree().values().stream()
        .filter(value -> value.pointer().equals(pointer))
        .map(value -> value.node())
        .filter(node -> node instanceof YamlNode.Sequence list && list.isFlow())
        .map(node -> ((YamlNode.Sequence) node).items())
        .filter(items -> !items.isEmpty())
        .findFirst()
        .map(items -> new TextEdit(Span.at(items.getLast().span().end()), ", " + text))
        .map(edit -> problem.withFix("Add '" + text + "'", List.of(edit)))
        .orElse(problem);
  }

  /** {@return the place of a scalar's text without its quotes; of any other node its whole} */
  public static Span inner(YamlNode node) {
    boolean isQuoted =
        node instanceof YamlNode.Scalar scalar
            && (scalar.style() == ScalarStyle.SINGLE_QUOTED
                || scalar.style() == ScalarStyle.DOUBLE_QUOTED);
    Span span = node.span();
    return isQuoted && span.length() >= 2 ? new Span(span.start() + 1, span.end() - 1) : span;
  }
}
