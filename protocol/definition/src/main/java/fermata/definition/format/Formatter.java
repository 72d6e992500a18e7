package fermata.definition.format;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlProblems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives definitions their layout.
 *
 * <p>Total and idempotent: what a text says is the same before and after, and a formatted text is
 * not changed again. That is not left to the care of this package alone: the edits are tried, and
 * kept only where the text that they lead to reads the same. A text with a syntax error is left
 * alone as a whole, because where it is broken nobody knows what its white space means; problems
 * that leave the structure certain, such as a repeated key, are no hindrance.
 *
 * <p>The rules are in {@code docs/formatting.md}.
 */
public final class Formatter {

  /** Problems of texts whose structure is certain all the same. */
  private static final Set<ProblemCode> SOUND =
      Set.of(
          YamlProblems.DUPLICATE_KEY,
          YamlProblems.INVALID_ESCAPE,
          YamlProblems.MERGE_VALUE,
          YamlProblems.UNKNOWN_ALIAS,
          YamlProblems.UNKNOWN_TAG);

  private Formatter() {}

  /** {@return the edits that give a text its layout} */
  public static Formatting format(SourceText source) {
    if (source.form().isMarkdown()) {
      return FrontLayout.of(source).format();
    }
    Parsed<YamlDocument> parsed = YamlParser.parse(source);
    Optional<Problem> broken = findBroken(parsed);
    if (broken.isPresent()) {
      return new Formatting.Broken(broken.get());
    }
    return edits(parsed.value())
        .filter(edits -> isSafe(parsed, edits))
        .<Formatting>map(Formatting.Done::new)
        .orElseGet(Formatting.Unsure::new);
  }

  /**
   * {@return the edits that give the lines of a span their layout}
   *
   * <p>Lines that are indented together cannot move alone. Where the lines of the span would then
   * say something else, the entry around them moves with them, else the sections that they are in,
   * else everything.
   */
  public static Formatting formatRange(SourceText source, Span span) {
    if (source.form().isMarkdown()) {
      return FrontLayout.of(source).formatRange(span);
    }
    Parsed<YamlDocument> parsed = YamlParser.parse(source);
    Optional<Problem> broken = findBroken(parsed);
    if (broken.isPresent()) {
      return new Formatting.Broken(broken.get());
    }
    List<TextEdit> all = edits(parsed.value()).orElse(List.of());
    for (Span reach : Reach.of(parsed.value(), span)) {
      List<TextEdit> edits = all.stream().filter(edit -> isInside(edit.span(), reach)).toList();
      if (isSafe(parsed, edits)) {
        return new Formatting.Done(edits);
      }
    }
    return new Formatting.Unsure();
  }

  private static boolean isInside(Span edit, Span reach) {
    return reach.start() <= edit.start() && edit.end() <= reach.end();
  }

  private static Optional<Problem> findBroken(Parsed<YamlDocument> parsed) {
    return parsed.problems().stream()
        .filter(problem -> !SOUND.contains(problem.code()))
        .findFirst();
  }

  /** {@return the edits, before anybody has looked what they lead to} */
  static Optional<List<TextEdit>> edits(YamlDocument document) {
    var text = new LayoutText(document.source().text());
    return Tokens.of(text, document).map(tokens -> edits(tokens, document));
  }

  private static List<TextEdit> edits(Tokens tokens, YamlDocument document) {
    var slots = BlockWalk.slots(tokens.list(), tokens.starts(), document.root());
    return LayoutEdits.of(tokens, Layout.of(tokens, slots));
  }

  private static boolean isSafe(Parsed<YamlDocument> parsed, List<TextEdit> edits) {
    if (edits.isEmpty()) {
      return true;
    }
    SourceText source = parsed.value().source();
    String changed = TextEdit.apply(source.text(), edits);
    return Sameness.holds(parsed, YamlParser.parse(new SourceText(source.name(), changed)));
  }
}
