package fermata.definition.text;

import java.util.Arrays;

/**
 * The line starts of a text: converts offsets to lines and columns and back.
 *
 * <p>Lines and columns count from 0. A line ends with a line feed, a carriage return, or both; a
 * text that ends with a line end has an empty last line. Every conversion is total: what lies
 * outside is moved to the nearest place inside.
 *
 * <p>Immutable.
 *
 * <p>Source: LSP 3.17, Position.
 */
public final class LineIndex {

  /** What a column counts. */
  public enum ColumnUnit {
    UTF_8,
    UTF_16,
    UTF_32
  }

  /** A line and a column, both from 0. */
  public record Place(int line, int column) {}

  private final String text;
  private final int[] lineStarts;

  private LineIndex(String text, int[] lineStarts) {
    this.text = text;
    this.lineStarts = lineStarts;
  }

  /** {@return the index of a text} */
  public static LineIndex of(String text) {
    int[] starts = new int[16];
    int count = 1;
    // Searching is much faster than looking at each unit, and most texts have no carriage return.
    int feed = text.indexOf('\n');
    int carriage = text.indexOf('\r');
    while (feed >= 0 || carriage >= 0) {
      boolean isFeed = carriage < 0 || (feed >= 0 && feed < carriage);
      int offset = isFeed ? feed : carriage;
      if (isFeed || endsLine(text, offset)) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = offset + 1;
      }
      if (isFeed) {
        feed = text.indexOf('\n', offset + 1);
      } else {
        carriage = text.indexOf('\r', offset + 1);
      }
    }
    return new LineIndex(text, Arrays.copyOf(starts, count));
  }

  /** A carriage return before a line feed ends no line of its own. */
  private static boolean endsLine(String text, int carriage) {
    return carriage + 1 == text.length() || text.charAt(carriage + 1) != '\n';
  }

  /** {@return the number of lines, at least 1} */
  public int lineCount() {
    return lineStarts.length;
  }

  /** {@return the line that an offset is on} */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, clamp(offset));
    return found >= 0 ? found : -found - 2;
  }

  /** {@return a line without its line end} */
  public Span lineSpan(int line) {
    if (line < 0) {
      return Span.at(0);
    }
    if (line >= lineStarts.length) {
      return Span.at(text.length());
    }
    int start = lineStarts[line];
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
    while (end > start && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  private static boolean isLineEnd(char unit) {
    return unit == '\n' || unit == '\r';
  }

  /** {@return line and column of an offset, the column in UTF-16 units} */
  public Place place(int offset) {
    return place(offset, ColumnUnit.UTF_16);
  }

  /** {@return line and column of an offset; inside a line end it is the end of the line} */
  public Place place(int offset, ColumnUnit unit) {
    int line = line(offset);
    Span span = lineSpan(line);
    int end = Math.min(clamp(offset), span.end());
    return new Place(line, width(span.start(), end, unit));
  }

  /** {@return the offset of a place whose column counts UTF-16 units} */
  public int offset(Place place) {
    return offset(place, ColumnUnit.UTF_16);
  }

  /** {@return the offset of a place; a column inside a character means its start} */
  public int offset(Place place, ColumnUnit unit) {
    Span line = lineSpan(place.line());
    if (unit == ColumnUnit.UTF_16) {
      return line.start() + Math.clamp(place.column(), 0, line.length());
    }
    int offset = line.start();
    int left = place.column();
    while (offset < line.end()) {
      int next = Math.min(offset + charCount(offset), line.end());
      left -= width(offset, next, unit);
      if (left < 0) {
        break;
      }
      offset = next;
    }
    return offset;
  }

  private int charCount(int offset) {
    return Character.charCount(text.codePointAt(offset));
  }

  private int width(int start, int end, ColumnUnit unit) {
    return switch (unit) {
      case UTF_8 -> utf8Length(start, end);
      case UTF_16 -> end - start;
      case UTF_32 -> text.codePointCount(start, end);
    };
  }

  private int utf8Length(int start, int end) {
    int bytes = 0;
    int offset = start;
    while (offset < end) {
      int point = text.codePointAt(offset);
      bytes += utf8Length(point);
      offset += Character.charCount(point);
    }
    return bytes;
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  private int clamp(int offset) {
    return Math.clamp(offset, 0, text.length());
  }
}
