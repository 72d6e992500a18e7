package fermata.daemon.tool.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;

/** The text of a path and how far it has been read. Confined to one parser. */
final class PathText {

  private static final long INDEX_MAX = (1L << 53) - 1;
  private static final int NUMBER_LENGTH_MAX = 40;

  private final String text;
  private int at;

  PathText(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  char peek() {
    return isAtEnd() ? '\0' : text.charAt(at);
  }

  boolean looksAt(String piece) {
    return text.startsWith(piece, at);
  }

  boolean take(String piece) {
    if (!looksAt(piece)) {
      return false;
    }
    at += piece.length();
    return true;
  }

  void require(String piece) {
    if (!take(piece)) {
      throw refused("expected '" + piece + "'");
    }
  }

  void skipBlank() {
    while (" \t\n\r".indexOf(peek()) >= 0 && !isAtEnd()) {
      at++;
    }
  }

  QueryRefusal refused(String why) {
    String found = isAtEnd() ? "the end" : "'" + text.charAt(at) + "'";
    return new QueryRefusal(
        "query '%s', character %d: found %s, %s".formatted(text, at + 1, found, why));
  }

  boolean isAtNameStart() {
    char c = peek();
    return c == '_' || c >= 0x80 || Character.isLetter(c);
  }

  String name() {
    if (!isAtNameStart()) {
      throw refused("expected a name, '*' or '['");
    }
    int start = at;
    while (isAtNameStart() || (peek() >= '0' && peek() <= '9')) {
      at++;
    }
    return text.substring(start, at);
  }

  boolean isAtInteger() {
    return peek() == '-' || (peek() >= '0' && peek() <= '9');
  }

  long integer() {
    int start = at;
    take("-");
    int digits = at;
    skipDigits();
    String number = text.substring(start, at);
    boolean isCanonical =
        at > digits && (text.charAt(digits) != '0' || (at == digits + 1 && digits == start));
    if (!isCanonical || number.length() > 17 || Math.abs(Long.parseLong(number)) > INDEX_MAX) {
      at = start;
      throw refused("expected an integer within ±(2^53 - 1)");
    }
    return Long.parseLong(number);
  }

  private void skipDigits() {
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
  }

  JsonNode number() {
    int start = at;
    take("-");
    skipDigits();
    boolean isInteger = true;
    if (take(".")) {
      isInteger = false;
      skipDigits();
    }
    if (peek() == 'e' || peek() == 'E') {
      isInteger = false;
      at++;
      if (!take("+")) {
        take("-");
      }
      skipDigits();
    }
    return parsed(text.substring(start, at), isInteger);
  }

  private JsonNode parsed(String number, boolean isInteger) {
    try {
      if (number.length() > NUMBER_LENGTH_MAX) {
        throw refused("expected a number of at most " + NUMBER_LENGTH_MAX + " characters");
      }
      BigDecimal value = new BigDecimal(number);
      return isInteger && number.length() < 18
          ? LongNode.valueOf(value.longValueExact())
          : DecimalNode.valueOf(value);
    } catch (NumberFormatException _) {
      throw refused("expected a number instead of '" + number + "'");
    }
  }

  boolean isAtString() {
    return peek() == '\'' || peek() == '"';
  }

  String string() {
    char quote = peek();
    at++;
    StringBuilder value = new StringBuilder();
    while (!isAtEnd() && peek() != quote) {
      char c = text.charAt(at++);
      if (c < ' ') {
        at--;
        throw refused("expected no control character in a string");
      }
      value.append(c == '\\' ? escaped(quote) : c);
    }
    require(String.valueOf(quote));
    return value.toString();
  }

  private char escaped(char quote) {
    char c = peek();
    if (c == quote) {
      at++;
      return c;
    }
    int known = "bfnrt/\\".indexOf(c);
    if (!isAtEnd() && known >= 0) {
      at++;
      return "\b\f\n\r\t/\\".charAt(known);
    }
    require("u");
    return hexadecimal();
  }

  private char hexadecimal() {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
      throw refused("expected four hexadecimal digits");
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }
}
