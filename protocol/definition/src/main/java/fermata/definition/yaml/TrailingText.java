package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;

/** Finds out what was meant by text that stands after a value on its line. */
final class TrailingText {

  private final YamlText text;
  private final YamlScan scan;
  private final YamlNode value;

  TrailingText(YamlScan scan, YamlNode value) {
    this.scan = scan;
    this.text = scan.text();
    this.value = value;
  }

  Problem problem(Span span) {
    char first = text.at(span.start());
    if (first == '#') {
      return Problem.of(
              YamlProblems.MISSING_SPACE,
              new Span(span.start(), span.start() + 1),
              "expected a space before the comment")
          .withFix("Insert a space", List.of(new TextEdit(Span.at(span.start()), " ")));
    }
    if (isClosers(span)) {
      return Problem.of(YamlProblems.UNEXPECTED_BRACKET, span, "'" + first + "' closes nothing")
          .withFix("Remove it", List.of(new TextEdit(span, "")));
    }
    var problem =
        Problem.of(
            YamlProblems.UNEXPECTED_TEXT,
            span,
            "\"" + scan.preview(span) + "\" stands after the value");
    return isApostrophe(span) ? problem.withFix("Use double quotes", doubleQuotes(span)) : problem;
  }

  private boolean isClosers(Span span) {
    for (int offset = span.start(); offset < span.end(); offset++) {
      if (text.at(offset) != ']' && text.at(offset) != '}') {
        return false;
      }
    }
    return true;
  }

  /** Whether an apostrophe in a single-quoted text has ended it too early. */
  private boolean isApostrophe(Span span) {
    return text.at(value.span().start()) == '\''
        && text.at(span.end() - 1) == '\''
        && !text.hasBreak(value.span().start(), span.end());
  }

  private List<TextEdit> doubleQuotes(Span span) {
    String inner = text.slice(value.span().start() + 1, span.end() - 1);
    String escaped = inner.replace("\\", "\\\\").replace("\"", "\\\"");
    return List.of(new TextEdit(value.span().cover(span), '"' + escaped.replace("''", "'") + '"'));
  }
}
