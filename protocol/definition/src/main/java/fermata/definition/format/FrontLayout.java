package fermata.definition.format;

import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.FrontMatter;
import java.util.List;
import java.util.Optional;

/**
 * The layout of a Markdown file: that of its front matter. The body is the author's.
 *
 * @param front the front matter as a text of its own
 * @param start where it stands in the file
 */
record FrontLayout(SourceText front, int start) {

  static FrontLayout of(SourceText source) {
    Span yaml = FrontMatter.of(source.text()).yaml();
    return new FrontLayout(new SourceText("", source.slice(yaml)), yaml.start());
  }

  Formatting format() {
    return moved(Formatter.format(front));
  }

  Formatting formatRange(Span span) {
    int length = front.text().length();
    int from = span.start() - start;
    int to = span.end() - start;
    if (to < 0 || from > length) {
      return new Formatting.Done(List.of());
    }
    return moved(
        Formatter.formatRange(
            front, new Span(Math.clamp(from, 0, length), Math.clamp(to, 0, length))));
  }

  Optional<TextEdit> newLine(int offset) {
    int inside = offset - start;
    return inside < 0 || inside > front.text().length()
        ? Optional.empty()
        : NewLine.indent(front, inside).map(this::moved);
  }

  private Formatting moved(Formatting formatting) {
    return switch (formatting) {
      case Formatting.Done(var edits) ->
          new Formatting.Done(edits.stream().map(this::moved).toList());
      case Formatting.Broken(var problem) -> new Formatting.Broken(problem.shift(start));
      case Formatting.Unsure unsure -> unsure;
    };
  }

  private TextEdit moved(TextEdit edit) {
    return new TextEdit(edit.span().shift(start), edit.newText());
  }
}
