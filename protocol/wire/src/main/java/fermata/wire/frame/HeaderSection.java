package fermata.wire.frame;

import java.util.List;
import java.util.Locale;

/** What a header section says. Only the length counts: the charset is UTF-8 whatever it claims. */
sealed interface HeaderSection {

  /** The next message has so many bytes. */
  record Length(long bytes) implements HeaderSection {}

  /** There is no telling how long the next message is. */
  record Unreadable(String reason) implements HeaderSection {}

  // More digits than any frame limit has, and few enough for a long.
  int DIGITS_MAX = 15;

  /** What nearly every client sends, and nothing else. */
  String USUAL = "Content-Length: ";

  String END = "\r\n\r\n";

  static HeaderSection parse(String text) {
    int end = text.length() - END.length();
    if (text.startsWith(USUAL) && text.indexOf('\r') == end && text.endsWith(END)) {
      return length(text.substring(USUAL.length(), end).strip());
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    for (String line : lines) {
      if (line.indexOf(':') <= 0) {
        return new Unreadable("header without a name or a colon: '" + shortened(line) + "'");
      }
    }
    List<String> lengths =
        lines.stream().filter(HeaderSection::isLength).map(HeaderSection::valueOf).toList();
    return lengths.size() == 1
        ? length(lengths.getFirst())
        : new Unreadable("expected one Content-Length header, found " + lengths.size());
  }

  private static HeaderSection length(String value) {
    boolean isNumber =
        value.length() <= DIGITS_MAX
            && !value.isEmpty()
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber
        ? new Length(Long.parseLong(value))
        : new Unreadable("Content-Length is not a number of bytes: '" + shortened(value) + "'");
  }

  private static boolean isLength(String line) {
    return line.substring(0, line.indexOf(':'))
        .strip()
        .toLowerCase(Locale.ROOT)
        .equals("content-length");
  }

  private static String valueOf(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
