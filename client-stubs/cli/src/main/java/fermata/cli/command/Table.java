package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns; the last column is cut to the width of the terminal. */
final class Table {

  private static final String GAP = "  ";

  private final Console console;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Console console, String... headings) {
    this.console = console;
    rows.add(List.of(headings));
  }

  void row(String... cells) {
    rows.add(List.of(cells).stream().map(DisplayText::oneLine).toList());
  }

  void print() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], DisplayText.width(row.get(column)));
      }
    }
    boolean isHeading = true;
    for (List<String> row : rows) {
      String line = line(row, widths);
      console.print(isHeading ? console.outPaint().faint(line) : line);
      isHeading = false;
    }
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length - 1; column++) {
      String cell = row.get(column);
      line.append(cell).repeat(" ", widths[column] - DisplayText.width(cell)).append(GAP);
    }
    line.append(row.getLast());
    // What is read by a program is not cut.
    return console.showsResults()
        ? DisplayText.cut(line.toString(), console.columns(), console.symbols().ellipsis())
        : line.toString().stripTrailing();
  }
}
