package fermata.definition.yaml;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Markdown with YAML front matter.
 *
 * <p>The tree is a sequence of two: the mapping of the front matter and, as one scalar, the body
 * without the empty lines around it. Every place in it is one of the whole file. Total.
 */
final class MarkdownParser {

  private MarkdownParser() {}

  static Parsed<YamlDocument> parse(SourceText source) {
    String text = source.text();
    if (text.length() > SourceText.TEXT_UNITS_MAX) {
      return YamlParser.parse(source);
    }
    FrontMatter matter = FrontMatter.of(text);
    Parsed<YamlDocument> front = YamlParser.parse(frontOnly(source, matter));
    List<Problem> problems = new ArrayList<>(front.problems());
    addProblems(matter, text, front.value().root(), problems);
    var root =
        new YamlNode.Sequence(
            new Span(0, text.length()),
            null,
            null,
            List.of(front.value().root(), body(text, matter.body())),
            false);
    return new Parsed<>(new YamlDocument(source, root, front.value().comments()), problems);
  }

  /** The front matter where it stands, with spaces for what is before it. */
  private static SourceText frontOnly(SourceText source, FrontMatter matter) {
    String before = source.text().substring(0, matter.yaml().start());
    String blank = before.replaceAll("[^\\r\\n]", " ");
    return new SourceText(source.name(), blank + source.slice(matter.yaml()));
  }

  private static void addProblems(
      FrontMatter matter, String text, YamlNode front, List<Problem> problems) {
    int end = FrontMatter.lineEnd(text, matter.marks());
    if (matter.isPresent() && matter.marks() > 0) {
      problems.add(
          Problem.of(
                  MarkdownProblems.LATE_FRONT_MATTER,
                  new Span(matter.marks(), end),
                  "front matter begins with the first line of the file (found: empty lines before"
                      + " it)")
              .withFix(
                  "Remove the empty lines",
                  List.of(new TextEdit(new Span(0, matter.marks()), ""))));
    }
    if (!matter.isClosed()) {
      problems.add(unclosed(matter, text, end));
    } else if (matter.isPresent() && isNoMapping(front)) {
      problems.add(
          Problem.of(
              MarkdownProblems.FRONT_MATTER_NOT_A_MAPPING,
              new Span(front.span().start(), FrontMatter.lineEnd(text, front.span().start())),
              "front matter is keys and values (expected: such as 'description: …')"));
    }
  }

  private static boolean isNoMapping(YamlNode front) {
    return !(YamlValues.resolved(front) instanceof YamlNode.Mapping)
        && !(front instanceof YamlNode.Absent);
  }

  private static Problem unclosed(FrontMatter matter, String text, int end) {
    int at = matter.yaml().end();
    boolean isLineStart = at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
    return Problem.of(
            MarkdownProblems.UNCLOSED_FRONT_MATTER,
            new Span(matter.marks(), end),
            "the front matter does not end (expected: a second line '---')")
        .withFix(
            "End the front matter with '---'",
            List.of(new TextEdit(Span.at(at), isLineStart ? "---\n" : "\n---\n")));
  }

  /** The body, its line ends as one character each, so that a checkout changes nothing. */
  private static YamlNode body(String text, Span body) {
    int start = body.start();
    int end = body.end();
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end && text.substring(start, FrontMatter.lineEnd(text, start)).isBlank()) {
      start = FrontMatter.nextLine(text, start);
    }
    return start >= end
        ? new YamlNode.Absent(Span.at(Math.min(body.start(), text.length())), null, null)
        : scalar(text, new Span(start, end));
  }

  private static YamlNode.Scalar scalar(String text, Span span) {
    var units = new YamlText(text.toCharArray());
    var value = new ScalarText(span.start());
    int line = span.start();
    while (line < span.end()) {
      int lineEnd = units.lineEnd(line, span.end());
      value.addAsIs(units, line, lineEnd);
      line = lineEnd;
      if (line < span.end()) {
        int next = Math.min(units.afterBreak(line), span.end());
        if (units.at(line) == '\n') {
          value.addAsIs(units, line, next);
        } else {
          value.addEscape("\n", line, next);
        }
        line = next;
      }
    }
    return new YamlNode.Scalar(
        span, null, null, value.value(new Spellings()), ScalarStyle.LITERAL, value.origins(units));
  }
}
