package fermata.definition.graph;

import fermata.definition.text.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A grid of character cells on which lines that meet become corners, branches and crossings.
 *
 * <p>Belongs to one drawing while it is made; not thread-safe.
 */
final class Canvas {

  /** What a cell holds that a wide character before it covers. */
  private static final String COVERED = "";

  private final Glyphs glyphs;
  private final int[][] lines;
  private final String[][] texts;

  Canvas(int columns, int rows, Glyphs glyphs) {
    this.glyphs = glyphs;
    this.lines = new int[rows][columns];
    this.texts = new String[rows][columns];
  }

  void vertical(int x, int from, int to) {
    for (int y = from; y <= to; y++) {
      lines[y][x] |= (y > from ? Glyphs.UP : 0) | (y < to ? Glyphs.DOWN : 0);
    }
  }

  void horizontal(int y, int one, int other) {
    int from = Math.min(one, other);
    int to = Math.max(one, other);
    for (int x = from; x <= to; x++) {
      lines[y][x] |= (x > from ? Glyphs.LEFT : 0) | (x < to ? Glyphs.RIGHT : 0);
    }
  }

  void rectangle(int left, int top, int right, int bottom) {
    horizontal(top, left, right);
    horizontal(bottom, left, right);
    vertical(left, top, bottom);
    vertical(right, top, bottom);
  }

  /** Writes a text over whatever is there. */
  void text(int x, int y, String text) {
    int column = x;
    for (int point : text.codePoints().toArray()) {
      String shown = Character.toString(point);
      int width = Columns.of(shown);
      if (width == 0 && column > x) {
        texts[y][column - 1] += shown;
      } else {
        texts[y][column] = shown;
        if (width == 2) {
          texts[y][column + 1] = COVERED;
        }
      }
      column += width;
    }
  }

  /** {@return the rows, without blanks at their ends} */
  List<String> rows() {
    var rows = new ArrayList<String>();
    for (int y = 0; y < lines.length; y++) {
      var row = new StringBuilder();
      for (int x = 0; x < lines[y].length; x++) {
        String text = texts[y][x];
        row.append(text != null ? text : glyphs.line(lines[y][x]));
      }
      rows.add(row.toString().stripTrailing());
    }
    return rows;
  }

  @Override
  public String toString() {
    return Arrays.toString(rows().toArray());
  }
}
