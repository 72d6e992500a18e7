package fermata.cli.console;

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
    return text.codePoints().map(DisplayText::width).sum();
  }

  private static int width(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /** Source: Unicode Standard Annex 11, the ranges that are wide as a whole. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x1F300 && point <= 0x1FAFF)
        || (point >= 0x20000 && point <= 0x3FFFD);
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
      used += width(point);
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
