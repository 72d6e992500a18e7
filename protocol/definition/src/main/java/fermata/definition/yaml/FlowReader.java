package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.FlowFrame.Part;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads flow collections, JSON among them.
 *
 * <p>A missing closing bracket must not swallow the rest of the file: a collection inside of a
 * block ends before a line that reads as an entry of the block.
 */
final class FlowReader {

  /** For more missing brackets no fix is offered. */
  private static final int CLOSERS_MAX = 16;

  private final YamlScan scan;
  private final YamlText text;
  private final QuotedReader quoted;
  private final PropertyReader propertyReader;
  private final FlowPlainReader plain;

  FlowReader(YamlScan scan, QuotedReader quoted, PropertyReader propertyReader) {
    this.scan = scan;
    this.text = scan.text();
    this.quoted = quoted;
    this.propertyReader = propertyReader;
    this.plain = new FlowPlainReader(scan, quoted);
  }

  /** A node and where it ends. */
  record Result(YamlNode node, int end) {}

  /**
   * Reads the collection at an opening bracket.
   *
   * @param parentIndent the column that further lines should be right of
   * @param depth how many collections are around it
   */
  Result read(int start, Properties properties, int parentIndent, int depth) {
    var indent = new FlowIndent(scan, parentIndent);
    return new Reading(start, indent, depth).read(properties);
  }

  private final class Reading {

    private final Deque<FlowFrame> frames = new ArrayDeque<>();
    private final FlowIndent indent;
    private final int depth;
    private int mappingCount;
    private int next;
    private int contentEnd;
    private @Nullable YamlNode result;

    Reading(int start, FlowIndent indent, int depth) {
      this.next = start;
      this.contentEnd = start;
      this.indent = indent;
      this.depth = depth;
    }

    Result read(Properties properties) {
      open(properties);
      while (!frames.isEmpty()) {
        if (skipToToken()) {
          token(frames.element());
        } else {
          closeAll();
        }
      }
      YamlNode node = result != null ? result : scan.absent(next, Properties.none(next));
      return new Result(node, contentEnd);
    }

    /** Moves to the next token; false where the collection must end. */
    private boolean skipToToken() {
      while (true) {
        next = text.skipBlanks(next);
        if (text.isEnd(next)) {
          return false;
        }
        if (text.isComment(next)) {
          next = scan.comment(next);
        } else if (YamlText.isBreak(text.at(next))) {
          int line = text.afterBreak(next);
          if (!indent.allows(line)) {
            return false;
          }
          next = line;
        } else {
          return true;
        }
      }
    }

    private void token(FlowFrame frame) {
      if (text.isIndicator('?', next) && frame.part() == Part.NOTHING) {
        frame.beginExplicit();
        took(next + 1);
      } else if (text.at(next) == ':' && isColon(frame)) {
        colon(frame);
      } else {
        tokenByUnit(frame);
      }
    }

    private void tokenByUnit(FlowFrame frame) {
      switch (text.at(next)) {
        case ',' -> comma(frame);
        case ']', '}' -> close();
        case '[', '{' -> {
          beginNode(frame);
          open(frame.takeProperties(next));
        }
        case '&', '!' -> properties(frame);
        case '*' -> {
          beginNode(frame);
          add(frame, propertyReader.alias(next, frame.takeProperties(next)));
        }
        case '"', '\'' -> quoted(frame);
        default -> plain(frame);
      }
    }

    private void took(int end) {
      next = end;
      contentEnd = end;
    }

    private void add(FlowFrame frame, YamlNode node) {
      frame.add(node);
      took(node.span().end());
    }

    private void open(Properties properties) {
      if (depth + frames.size() >= YamlParser.NESTING_MAX) {
        skipTooDeep();
        return;
      }
      var frame = new FlowFrame(scan, next, properties);
      frames.push(frame);
      mappingCount += frame.isMapping() ? 1 : 0;
      took(next + 1);
    }

    /** Passes over a collection without a tree, so that a hostile text costs no memory. */
    private void skipTooDeep() {
      int start = next;
      scan.tooDeep(new Span(start, start + 1));
      int openCount = 0;
      do {
        char unit = text.at(next);
        openCount += unit == '[' || unit == '{' ? 1 : 0;
        openCount -= unit == ']' || unit == '}' ? 1 : 0;
        took(next + 1);
      } while (openCount > 0 && skipToToken());
      YamlNode skipped = scan.absent(start, Properties.none(start));
      if (frames.isEmpty()) {
        result = skipped;
      } else {
        frames.element().add(skipped);
      }
    }

    /** Prepares for a node; two nodes in a row lack a comma. */
    private void beginNode(FlowFrame frame) {
      if (frame.part() == Part.NODE || frame.part() == Part.PAIR) {
        scan.problems()
            .add(
                Problem.of(
                        YamlProblems.MISSING_COMMA,
                        new Span(next, next + 1),
                        "expected ',' or '" + frame.closer() + "' before this")
                    .withFix("Insert ','", List.of(new TextEdit(Span.at(contentEnd), ","))));
        frame.finishEntry(contentEnd);
      }
    }

    private void comma(FlowFrame frame) {
      if (frame.hasEntry()) {
        frame.finishEntry(contentEnd);
      } else {
        scan.problems()
            .add(
                Problem.of(
                        YamlProblems.UNEXPECTED_TEXT,
                        new Span(next, next + 1),
                        "nothing stands before this ','")
                    .withFix("Remove ','", List.of(new TextEdit(new Span(next, next + 1), ""))));
      }
      took(next + 1);
    }

    private boolean isColon(FlowFrame frame) {
      if (text.isSpace(next + 1) || YamlText.isFlowIndicator(text.at(next + 1))) {
        return true;
      }
      boolean isAfterJson =
          switch (frame.node()) {
            case null -> false;
            case YamlNode.Scalar scalar -> scalar.style() != ScalarStyle.PLAIN;
            case YamlNode.Mapping _, YamlNode.Sequence _ -> true;
            case YamlNode.Alias _, YamlNode.Absent _ -> false;
          };
      return isAfterJson && frame.part() == Part.NODE;
    }

    private void colon(FlowFrame frame) {
      YamlNode key = frame.node();
      if (frame.part() == Part.COLON || frame.part() == Part.PAIR) {
        scan.problem(
            YamlProblems.UNQUOTED_COLON,
            new Span(next, next + 1),
            "text with ':' in it needs quotes, or a ',' is missing");
        frame.finishEntry(contentEnd);
        next++;
        return;
      }
      boolean isImplicit = !frame.isExplicit() && !frame.isMapping();
      if (isImplicit && key != null && text.hasBreak(key.span().start(), next)) {
        scan.problem(
            YamlProblems.KEY_OVER_LINES, key.span(), "a key and its ':' must be on one line");
      }
      frame.colon(next);
      took(next + 1);
    }

    private void properties(FlowFrame frame) {
      beginNode(frame);
      Properties read = propertyReader.read(next);
      if (frame.hasProperties()) {
        scan.problem(
            YamlProblems.NODE_PROPERTIES, read.span(), "a node has one anchor and one tag at most");
      }
      frame.setProperties(read);
      took(read.span().end());
    }

    private void quoted(FlowFrame frame) {
      beginNode(frame);
      var read =
          quoted.read(next, frame.takeProperties(next), indent.parentIndent(), frames.size());
      add(frame, read.scalar());
    }

    private void plain(FlowFrame frame) {
      if (!plain.mayStart(next)) {
        scan.problem(
            YamlProblems.UNEXPECTED_TEXT,
            new Span(next, next + 1),
            "'" + text.at(next) + "' cannot begin a value here");
        next++;
        return;
      }
      beginNode(frame);
      boolean isValue = frame.part() == Part.COLON;
      add(frame, plain.read(next, frame.takeProperties(next), indent, frames.size(), isValue));
    }

    private void close() {
      FlowFrame frame = frames.element();
      if (text.at(next) == frame.closer()) {
        closeTop(next + 1);
      } else if (isOpen(text.at(next))) {
        scan.problems().add(unclosed(frame, String.valueOf(frame.closer())));
        while (frames.element().closer() != text.at(next)) {
          closeTop(contentEnd);
        }
        closeTop(next + 1);
      } else {
        wrongCloser(frame);
      }
    }

    private boolean isOpen(char closer) {
      return closer == '}' ? mappingCount > 0 : mappingCount < frames.size();
    }

    /** A bracket that closes nothing: meant to close the innermost one, or left over. */
    private void wrongCloser(FlowFrame frame) {
      var span = new Span(next, next + 1);
      boolean isLeftOver = text.indexOf(frame.closer(), next, text.lineEnd(next)) >= 0;
      String fix = isLeftOver ? "" : String.valueOf(frame.closer());
      scan.problems()
          .add(
              Problem.of(
                      YamlProblems.UNEXPECTED_BRACKET,
                      span,
                      "'" + text.at(next) + "' closes nothing (expected: '" + frame.closer() + "')")
                  .withRelated(new Span(frame.start(), frame.start() + 1), "opened here")
                  .withFix(
                      isLeftOver ? "Remove it" : "Write '" + fix + "'",
                      List.of(new TextEdit(span, fix))));
      if (isLeftOver) {
        next++;
      } else {
        closeTop(next + 1);
      }
    }

    private void closeTop(int end) {
      FlowFrame frame = frames.element();
      if (frame.hasEntry()) {
        frame.finishEntry(contentEnd);
      }
      frames.pop();
      mappingCount -= frame.isMapping() ? 1 : 0;
      YamlNode node = frame.finish(end);
      if (frames.isEmpty()) {
        result = node;
      } else {
        frames.element().add(node);
      }
      next = Math.max(next, end);
      contentEnd = end;
    }

    /** Ends what is still open, with one problem at the outermost bracket. */
    private void closeAll() {
      FlowFrame outermost = frames.getLast();
      var closers = new StringBuilder();
      frames.forEach(frame -> closers.append(closers.length() < CLOSERS_MAX ? frame.closer() : ""));
      scan.problems().add(unclosed(outermost, closers.toString()));
      int end = contentEnd;
      while (!frames.isEmpty()) {
        closeTop(end);
      }
    }

    private Problem unclosed(FlowFrame frame, String closers) {
      var problem =
          Problem.of(
              YamlProblems.UNCLOSED_BRACKET,
              new Span(frame.start(), frame.start() + 1),
              "'"
                  + text.at(frame.start())
                  + "' is not closed (expected: '"
                  + frame.closer()
                  + "')");
      return closers.length() < CLOSERS_MAX
          ? problem.withFix(
              "Insert '" + closers + "'", List.of(new TextEdit(Span.at(contentEnd), closers)))
          : problem;
    }
  }
}
