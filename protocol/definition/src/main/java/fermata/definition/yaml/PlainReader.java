package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain scalars in block context.
 *
 * <p>Where YAML only says "mapping values are not allowed here", this reader tells apart what was
 * meant: an expression with a colon in it, prose with a colon in it, or a key on a line that is
 * indented too far.
 */
final class PlainReader {

  private static final String HOLE_START = "${{";

  /** How far back an expression's start is looked for. */
  private static final int HOLE_UNITS_MAX = 4096;

  private final YamlScan scan;
  private final YamlText text;

  PlainReader(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
  }

  /**
   * A scalar and where it ends.
   *
   * @param end where reading goes on
   * @param isHalfKey whether the next line is a key at the scalar's own column, so that the scalar
   *     was meant to be a key too
   */
  record Result(Scalar scalar, int end, boolean isHalfKey) {}

  /** {@return where a plain scalar's text on one line stops: at a colon, a comment or the end} */
  int stop(int start) {
    int next = start;
    while (!text.isLineEnd(next) && !text.isIndicator(':', next) && !isCommentAfter(start, next)) {
      next++;
    }
    return next;
  }

  private boolean isCommentAfter(int start, int offset) {
    return offset > start && text.isComment(offset);
  }

  /** Whether a template of another language stands where a mapping would begin. */
  boolean isForeignHole(int offset) {
    return text.startsWith("{{", offset) && text.slice(offset, text.lineEnd(offset)).contains("}}");
  }

  /** Whether a colon inside of an expression is at an offset. */
  boolean isInHole(int start, int offset) {
    int from = Math.max(start, offset - HOLE_UNITS_MAX);
    String before = text.slice(from, offset);
    int hole = before.lastIndexOf(HOLE_START);
    return hole >= 0 && before.indexOf("}}", hole) < 0;
  }

  /**
   * Reads a scalar over as many lines as it has.
   *
   * @param parentIndent the column that continuation lines must be right of
   * @param ownColumn the scalar's column where a mapping could begin, else -1
   */
  Result read(int start, Properties properties, int parentIndent, int ownColumn) {
    return new Reading(start, parentIndent, ownColumn).read(properties);
  }

  private final class Reading {

    private final int start;
    private final int parentIndent;
    private final int ownColumn;
    private final ScalarText value;
    private int end;
    private int lineCount;
    private boolean isHalfKey;
    private @Nullable Fault fault;

    /** The first thing that makes quotes necessary. */
    private record Fault(ProblemCode code, int offset) {}

    Reading(int start, int parentIndent, int ownColumn) {
      this.start = start;
      this.parentIndent = parentIndent;
      this.ownColumn = ownColumn;
      this.value = new ScalarText(start);
      this.end = start;
    }

    Result read(Properties properties) {
      if (isForeignHole(start)) {
        note(YamlProblems.UNQUOTED_TEMPLATE, start);
      }
      boolean goesOn = addLine(start);
      while (goesOn) {
        goesOn = addNextLine();
      }
      Scalar scalar = scan.scalar(new Span(start, end), properties, value, ScalarStyle.PLAIN);
      if (fault != null) {
        scan.problems().add(problem(fault));
      }
      return new Result(scalar, end, isHalfKey);
    }

    /** Adds the text of one line; false where a comment ends the scalar. */
    private boolean addLine(int from) {
      lineCount++;
      int stop = stop(from);
      if (text.at(stop) == ':') {
        note(
            isInHole(start, stop) ? YamlProblems.UNQUOTED_TEMPLATE : YamlProblems.UNQUOTED_COLON,
            stop);
      } else if (text.at(stop) == '#' && isInHole(start, stop)) {
        note(YamlProblems.UNQUOTED_TEMPLATE, stop);
      }
      boolean isWhole = text.isLineEnd(stop) || fault != null;
      int lineEnd = isWhole ? text.lineEnd(stop) : stop;
      end = text.trimEnd(from, lineEnd);
      value.addAsIs(text, from, end);
      return isWhole;
    }

    private void note(ProblemCode code, int offset) {
      if (fault == null) {
        fault = new Fault(code, offset);
      }
    }

    private boolean addNextLine() {
      int breakAt = text.lineEnd(end);
      int line = text.afterBreak(breakAt);
      int breakCount = 1;
      int first = text.skipBlanks(line);
      while (text.isLineEnd(first) && !text.isEnd(first)) {
        line = text.afterBreak(first);
        first = text.skipBlanks(line);
        breakCount++;
      }
      if (!continues(line, first)) {
        return false;
      }
      scan.checkTab(line, first, parentIndent);
      value.addFold(breakCount, breakAt);
      return addLine(first);
    }

    private boolean continues(int line, int first) {
      if (text.isEnd(first) || text.at(first) == '#' || text.isDocumentMarker(line)) {
        return false;
      }
      int column = text.column(line, first);
      if (column <= parentIndent) {
        return false;
      }
      if (isKey(first, column) || isTightKey(first, column)) {
        isHalfKey = isHalfKey(column);
        return false;
      }
      return true;
    }

    /** Whether this is a key without its colon, above a key beside it or one of its own block. */
    private boolean isHalfKey(int column) {
      boolean isAbove = column > ownColumn && ownColumn >= 0 && isOneWord();
      return fault == null && (column == ownColumn || isAbove);
    }

    private boolean isKey(int first, int column) {
      int stop = stop(first);
      if (text.at(stop) != ':' || isInHole(start, stop)) {
        return false;
      }
      if (column == ownColumn && isOneWord()) {
        return true;
      }
      boolean isProse =
          column == ownColumn && parentIndent >= 0 && isFirstOnLine() && !endsAt(stop);
      return !isProse && text.looksLikeKey(first);
    }

    /** Whether this line and the first both read as {@code key:value}. */
    private boolean isTightKey(int first, int column) {
      return column == ownColumn
          && lineCount == 1
          && text.looksLikeTightKey(start)
          && (text.looksLikeTightKey(first) || text.looksLikeKey(first));
    }

    /** Whether nothing follows a colon on its line. */
    private boolean endsAt(int colon) {
      return text.isLineEnd(text.skipBlanks(colon + 1));
    }

    /** Not so after a dash, where a mapping is likelier than prose. */
    private boolean isFirstOnLine() {
      return text.skipBlanks(text.lineStart(start)) == start;
    }

    private boolean isOneWord() {
      return lineCount == 1 && text.indexOf(' ', start, end) < 0;
    }

    private Problem problem(Fault found) {
      if (found.offset() == start) {
        return Problem.of(found.code(), new Span(start, end), "an expression is written ${{ … }}")
            .withFix("Insert '$'", List.of(new TextEdit(Span.at(start), "$")))
            .withFix("Put quotes around the text", Quoting.edits(text, new Span(start, end)));
      }
      boolean isTemplate = found.code().equals(YamlProblems.UNQUOTED_TEMPLATE);
      String message =
          isTemplate
              ? "an expression with '" + text.at(found.offset()) + "' beside a space needs quotes"
              : "text with ': ' in it needs quotes";
      var place = new Span(found.offset(), found.offset() + 1);
      return Problem.of(found.code(), place, message)
          .withFix("Put quotes around the text", Quoting.edits(text, new Span(start, end)));
    }
  }
}
