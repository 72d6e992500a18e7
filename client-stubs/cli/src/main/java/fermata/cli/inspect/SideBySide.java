package fermata.cli.inspect;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.value.Shown;
import java.util.ArrayList;
import java.util.List;

/** The steps of two runs beside each other, from the one before the first at which they differ. */
public final class SideBySide {

  /** How many steps are shown. */
  static final int ROWS_MAX = 20;

  private static final int COLUMNS_MIN = 24;
  private static final int COLUMNS_MAX = 72;
  private static final int MARGIN_COLUMNS = 6;

  private final Console console;
  private final int width;

  public SideBySide(Console console) {
    this.console = console;
    this.width = Math.clamp((console.columns() - MARGIN_COLUMNS) / 2, COLUMNS_MIN, COLUMNS_MAX);
  }

  /** A step as one line. */
  private record Row(String left, String right) {

    boolean isSame() {
      return left.equals(right);
    }
  }

  /** Prints what the runs did; nothing where both did the same. */
  public void print(String nameOfOne, RunTree one, String nameOfOther, RunTree other) {
    List<Row> rows = rows(lines(one), lines(other));
    int first = 0;
    while (first < rows.size() && rows.get(first).isSame()) {
      first++;
    }
    if (first == rows.size()) {
      return;
    }
    console.print("");
    console.print(console.outPaint().bold(line(" ", new Row(nameOfOne, nameOfOther))));
    int from = Math.max(0, first - 1);
    int to = Math.min(rows.size(), from + ROWS_MAX);
    for (Row row : rows.subList(from, to)) {
      console.print(line(row.isSame() ? " " : "*", row));
    }
    if (to < rows.size()) {
      console.print("  " + (rows.size() - to) + " more steps");
    }
  }

  private String line(String mark, Row row) {
    String left = cut(row.left());
    String gap = " ".repeat(Math.max(0, width - DisplayText.width(left)));
    return (mark + " " + left + gap + "  " + cut(row.right())).stripTrailing();
  }

  private String cut(String text) {
    return DisplayText.cut(text, width, console.symbols().ellipsis());
  }

  private static List<Row> rows(List<String> one, List<String> other) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      rows.add(new Row(i < one.size() ? one.get(i) : "", i < other.size() ? other.get(i) : ""));
    }
    return rows;
  }

  private static List<String> lines(RunTree run) {
    return run.steps().values().stream().map(SideBySide::text).toList();
  }

  private static String text(RunTree.StepEntry step) {
    var finished = step.finished;
    String end = finished == null ? "under way" : finished.status().wireName();
    String to = step.edges.isEmpty() ? "" : ", to " + String.join(", ", step.edges);
    String outputs =
        finished == null || finished.outputs() == null || finished.outputs().isEmpty()
            ? ""
            : " = " + Shown.brief(finished.outputs(), COLUMNS_MAX);
    return DisplayText.oneLine(
        step.started.step() + " " + step.started.node() + " " + end + to + outputs);
  }
}
