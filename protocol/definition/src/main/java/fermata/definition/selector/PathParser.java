package fermata.definition.selector;

import fermata.definition.selector.SelectorPath.Reading;
import fermata.definition.selector.SelectorPath.Segment;
import java.util.ArrayList;
import java.util.List;

/** Reads one path. RFC 9535, sections 2.3.1, 2.3.3 and 2.5.1. Confined to one thread. */
final class PathParser {

  private static final long INDEX_MAX = 9_007_199_254_740_991L;

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private int at;

  PathParser(String text) {
    this.text = text;
  }

  /** Where a text stops being a path. Never leaves this class. */
  private static final class Broken extends Exception {

    private static final long serialVersionUID = 1;

    private final int at;

    Broken(int at, String reason) {
      super(reason, null, false, false);
      this.at = at;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  Reading parse() {
    try {
      parseAll();
      return new Reading.Fine(new SelectorPath(segments));
    } catch (Broken broken) {
      return new Reading.Broken(broken.at, broken.reason());
    }
  }

  private void parseAll() throws Broken {
    if (text.length() > SelectorPath.UNITS_MAX) {
      throw new Broken(0, "path is too long (expected: <= " + SelectorPath.UNITS_MAX + ")");
    }
    if (!text.startsWith("$")) {
      throw new Broken(0, "path '" + text + "' (expected: one that begins with '$')");
    }
    at = 1;
    while (at < text.length()) {
      if (segments.size() == SelectorPath.SEGMENTS_MAX) {
        throw new Broken(at, "path has more than " + SelectorPath.SEGMENTS_MAX + " segments");
      }
      segments.add(segment());
    }
  }

  private Segment segment() throws Broken {
    skipBlanks();
    return switch (peek()) {
      case '.' -> shorthand();
      case '[' -> bracketed();
      default -> throw unexpected("'.' or '['");
    };
  }

  private Segment shorthand() throws Broken {
    at++;
    if (peek() == '.') {
      throw new Broken(at, "'..' finds several values (expected: a path to one)");
    }
    if (peek() == '*') {
      throw severalValues();
    }
    int start = at;
    while (at < text.length() && isNamePart(text.codePointAt(at), at == start)) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == start) {
      throw unexpected("a name; others stand as ['name']");
    }
    return new Segment.Name(text.substring(start, at));
  }

  private Segment bracketed() throws Broken {
    at++;
    skipBlanks();
    char first = peek();
    Segment found =
        switch (first) {
          case '\'', '"' -> new Segment.Name(quoted(first));
          case '*', '?', ':' -> throw severalValues();
          default -> new Segment.Index(index());
        };
    skipBlanks();
    if (peek() == ',' || peek() == ':') {
      throw severalValues();
    }
    if (peek() != ']') {
      throw unexpected("']'");
    }
    at++;
    return found;
  }

  private long index() throws Broken {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    String number = text.substring(start, at);
    boolean isLeading = at - digits > 1 && text.charAt(digits) == '0';
    if (at == digits || isLeading || number.equals("-0") || at - digits > 16) {
      throw new Broken(start, "'" + number + "' is no index (expected: a whole number or a name)");
    }
    long index = Long.parseLong(number);
    if (Math.abs(index) > INDEX_MAX) {
      throw new Broken(start, "index " + number + " (expected: at most " + INDEX_MAX + ")");
    }
    return index;
  }

  private String quoted(char quote) throws Broken {
    int start = at++;
    var name = new StringBuilder();
    while (peek() != quote) {
      if (at >= text.length()) {
        throw new Broken(start, "quote without an end");
      }
      if (peek() < ' ') {
        throw unexpected("no control character in a name");
      }
      name.append(peek() == '\\' ? escape(quote) : next());
    }
    at++;
    return name.toString();
  }

  private char next() {
    return text.charAt(at++);
  }

  private char escape(char quote) throws Broken {
    int start = at++;
    char code = at < text.length() ? next() : ' ';
    if (code == quote) {
      return code;
    }
    return switch (code) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '/', '\\' -> code;
      case 'u' -> unicode(start);
      default -> throw new Broken(start, "'\\" + code + "' is no escape of JSON");
    };
  }

  private char unicode(int start) throws Broken {
    int end = at + 4;
    if (end > text.length() || !text.substring(at, end).matches("[0-9A-Fa-f]{4}")) {
      throw new Broken(start, "'\\u' without four hexadecimal digits");
    }
    char unit = (char) Integer.parseInt(text.substring(at, end), 16);
    at = end;
    return unit;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      at++;
    }
  }

  private Broken unexpected(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new Broken(at, "found " + found + " (expected: " + expected + ")");
  }

  private Broken severalValues() {
    return new Broken(
        at, "'" + text.charAt(at) + "' finds several values (expected: a path to one)");
  }

  private static boolean isNamePart(int point, boolean isFirst) {
    return point == '_'
        || (point >= 'a' && point <= 'z')
        || (point >= 'A' && point <= 'Z')
        || point >= 0x80
        || (!isFirst && point >= '0' && point <= '9');
  }

  static boolean isShorthand(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isNamePart(name.charAt(i), i == 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static String escaped(String name) {
    var escaped = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char unit = name.charAt(i);
      if (unit == '\'' || unit == '\\') {
        escaped.append('\\').append(unit);
      } else if (unit < ' ') {
        escaped.append(String.format("\\u%04x", (int) unit));
      } else {
        escaped.append(unit);
      }
    }
    return escaped.toString();
  }
}
