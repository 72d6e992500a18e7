package fermata.definition.suppress;

import fermata.definition.suppress.Suppression.Named;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the comments of a text that leave out problems. Confined to one thread. */
final class SuppressionReader {

  private static final String MARK = "fermata:";

  /** What follows the codes is the author's reason. */
  private static final Pattern DIRECTIVE =
      Pattern.compile("#+\\s*fermata:\\s*(ignore-file|ignore)(?![\\w-])");

  private static final Pattern FIRST = Pattern.compile("\\s*([^\\s,]+)");
  private static final Pattern NEXT = Pattern.compile("\\s*,\\s*([^\\s,]+)|\\s+(F\\d{4})(?!\\w)");

  private final YamlDocument document;
  private final String text;
  private final LineIndex lines;

  /** The line that the last comment that stood alone is about. */
  private int next;

  private SuppressionReader(YamlDocument document) {
    this.document = document;
    this.text = document.source().text();
    this.lines = LineIndex.of(text);
  }

  /** {@return the suppressions of a text, in its order} */
  static List<Suppression> read(YamlDocument document) {
    if (!document.source().text().contains(MARK)) {
      return List.of();
    }
    var reader = new SuppressionReader(document);
    var found = new ArrayList<Suppression>();
    document.comments().forEach(comment -> reader.add(comment.span(), found));
    return List.copyOf(found);
  }

  private void add(Span comment, List<Suppression> found) {
    Matcher directive = DIRECTIVE.matcher(text).region(comment.start(), comment.end());
    if (directive.lookingAt()) {
      var word = new Span(directive.start(1), directive.end(1));
      boolean isOfFile = directive.group(1).equals("ignore-file");
      int line = isOfFile ? Suppression.FILE : about(comment);
      found.add(new Suppression(comment, word, codes(directive.end(), comment.end()), line));
    }
  }

  private List<Named> codes(int start, int end) {
    var codes = new ArrayList<Named>();
    Matcher matcher = FIRST.matcher(text).region(start, end);
    while (matcher.lookingAt()) {
      int group = matcher.groupCount() > 1 && matcher.group(1) == null ? 2 : 1;
      var span = new Span(matcher.start(group), matcher.end(group));
      codes.add(new Named(matcher.group(group), span));
      matcher = NEXT.matcher(text).region(matcher.end(), end);
    }
    return codes;
  }

  /** A comment that stands alone is about the next line that is not one too. */
  private int about(Span comment) {
    int line = lines.line(comment.start());
    if (!before(comment).isBlank()) {
      return line;
    }
    // Comments above one another are about the same line, which is looked for once.
    if (line >= next) {
      next = line;
      while (next < lines.lineCount() && isPassedOver(next)) {
        next++;
      }
    }
    return next;
  }

  private String before(Span comment) {
    int start = lines.lineSpan(lines.line(comment.start())).start();
    return text.substring(start, comment.start());
  }

  private boolean isPassedOver(int line) {
    String written = document.source().slice(lines.lineSpan(line)).strip();
    return written.isEmpty() || written.startsWith("#");
  }
}
