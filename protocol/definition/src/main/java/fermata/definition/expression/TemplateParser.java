package fermata.definition.expression;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a text with expressions in it to its parts. Total: any text gives a template.
 *
 * <p>Confined to one thread while it parses.
 */
public final class TemplateParser {

  /** What opens an expression. */
  public static final String OPENING = "${{";

  /** What closes one. */
  public static final String CLOSING = "}}";

  private static final String ESCAPED = "$" + OPENING;

  private final String text;
  private final String pointer;
  private final List<Template.Part> parts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int literalStart;
  private int at;

  private TemplateParser(String text, String pointer) {
    this.text = text;
    this.pointer = pointer;
  }

  /** Whether a text has an expression, or something that was meant to be one. */
  public static boolean isTemplate(String text) {
    return text.contains(OPENING);
  }

  /** {@return the parts of a text; spans count from its start} */
  public static Parsed<Template> parse(String text, String pointer) {
    var parser = new TemplateParser(text, pointer);
    parser.parse();
    return new Parsed<>(new Template(parser.parts), parser.problems);
  }

  private void parse() {
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      literal.append(text, at, dollar < 0 ? text.length() : dollar);
      at = dollar < 0 ? text.length() : dollar;
      if (text.startsWith(ESCAPED, at)) {
        literal.append(OPENING);
        at += ESCAPED.length();
      } else if (text.startsWith(OPENING, at)) {
        endLiteral();
        hole();
        literalStart = at;
      } else if (at < text.length()) {
        literal.append(text.charAt(at++));
      }
    }
    endLiteral();
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Template.Part.Text(new Span(literalStart, at), literal.toString()));
      literal.setLength(0);
    }
  }

  private void hole() {
    int open = at;
    int innerStart = open + OPENING.length();
    int innerEnd = HoleEnd.find(text, innerStart);
    boolean isClosed = innerEnd >= 0;
    if (!isClosed) {
      innerEnd = HoleEnd.guess(text, innerStart);
      unterminated(open, innerEnd);
    }
    at = isClosed ? innerEnd + CLOSING.length() : innerEnd;
    Span inner = trimmed(innerStart, innerEnd);
    String source = text.substring(inner.start(), inner.end());
    Parsed<Expression> parsed = ExpressionParser.parse(source, pointer);
    if (inner.length() == 0 && isClosed) {
      problems.add(
          Problem.of(
              ExpressionProblems.EMPTY,
              new Span(open, at),
              "empty expression (expected: ${{ value }}; a literal ${{ is written $${{)"));
    } else if (inner.length() > 0 && isClosed) {
      parsed.problems().forEach(problem -> problems.add(problem.shift(inner.start())));
    }
    parts.add(new Template.Part.Hole(new Span(open, at), inner, parsed.value()));
  }

  private void unterminated(int open, int end) {
    var place = new Span(open, open + OPENING.length());
    problems.add(
        Problem.of(
                ExpressionProblems.UNTERMINATED_HOLE,
                place,
                "'${{' without '}}' (a literal ${{ is written $${{)")
            .withFix("Close with }}", List.of(new TextEdit(Span.at(end), " }}")))
            .withFix("Write a literal ${{", List.of(new TextEdit(Span.at(open), "$"))));
  }

  private Span trimmed(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }
}
