package fermata.cli.console;

import fermata.definition.text.Columns;
import java.util.ArrayList;
import java.util.List;

/** Text as a terminal shows it: made harmless, measured in columns, cut and wrapped. */
public final class DisplayText {

  private DisplayText() {}

  /**
   * {@return foreign text without what would act on the terminal}
   *
   * <p>Agents and tools write what they like: escape sequences, carriage returns and marks that
   * turn the direction of writing could show something else than what is there. Tabs become spaces,
   * line ends stay.
   */
  public static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text.length());
    text.codePoints().forEach(point -> appendHarmless(harmless, point));
    return harmless.toString();
  }

  private static void appendHarmless(StringBuilder text, int point) {
    if (point == '\t') {
      text.append("    ");
    } else if (point == '\n' || !isDangerous(point)) {
      text.appendCodePoint(point);
    } else if (point == '\u001b') {
      text.append("^[");
    }
  }

  private static boolean isDangerous(int point) {
    return Character.isISOControl(point)
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  /** {@return harmless text on one line, its line ends and runs of spaces as one space} */
  public static String oneLine(String text) {
    return harmless(text).strip().replaceAll("\\s+", " ");
  }

  /** {@return how many columns the text takes} */
  public static int width(String text) {
    return Columns.of(text);
  }

  /**
   * {@return the text, cut to so many columns, with {@code mark} as its end where something was
   * cut}
   */
  public static String cut(String text, int columnsMax, String mark) {
    if (width(text) <= columnsMax) {
      return text;
    }
    String kept = text.substring(0, fitting(text, 0, Math.max(0, columnsMax - width(mark))));
    // What ends there may have been cut before.
    return kept.endsWith(mark) ? kept : kept + mark;
  }

  /** {@return the offset up to which the text from {@code start} fits into so many columns} */
  private static int fitting(String text, int start, int columns) {
    int offset = start;
    int used = 0;
    while (offset < text.length()) {
      int point = text.codePointAt(offset);
      used += Columns.of(point);
      if (used > columns) {
        return offset;
      }
      offset += Character.charCount(point);
    }
    return offset;
  }

  /** {@return the lines of a text, broken at spaces where they are longer than so many columns} */
  public static List<String> wrap(String text, int columnsMax) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      wrapLine(line, Math.max(1, columnsMax), lines);
    }
    return lines;
  }

  private static void wrapLine(String line, int columnsMax, List<String> lines) {
    int start = 0;
    int end = fitting(line, start, columnsMax);
    while (end < line.length()) {
      int space = line.lastIndexOf(' ', end);
      int cut = space > start ? space : Math.max(end, start + 1);
      lines.add(line.substring(start, cut));
      start = space > start ? cut + 1 : cut;
      end = fitting(line, start, columnsMax);
    }
    lines.add(line.substring(start));
  }
}
