package fermata.definition.expression;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the text form of protocol buffers without their schema, as far as the CEL conformance files
 * use it.
 *
 * <p>Text Format Language Specification, protobuf.dev.
 */
final class TextProto {

  /** A value: a quoted string, another scalar as it is written, or a message. */
  sealed interface Node {
    /** A string; of bytes that are no UTF-8, some text. */
    record Quoted(String text) implements Node {}

    record Scalar(String text) implements Node {}

    record Message(Map<String, List<Node>> fields) implements Node {

      List<Message> messages(String field) {
        return all(field).stream().map(Message.class::cast).toList();
      }

      List<Node> all(String field) {
        return fields.getOrDefault(field, List.of());
      }

      Optional<Node> first(String field) {
        return all(field).stream().findFirst();
      }

      Optional<Message> message(String field) {
        return first(field).map(Message.class::cast);
      }

      String text(String field) {
        return switch (first(field).orElse(new Scalar(""))) {
          case Quoted(var text) -> text;
          case Scalar(var text) -> text;
          case Message _ -> throw new IllegalArgumentException(field + " is a message");
        };
      }

      boolean has(String field) {
        return fields.containsKey(field);
      }
    }
  }

  private final String source;
  private int at;

  private TextProto(String source) {
    this.source = source;
  }

  static Node.Message parse(String source) {
    var proto = new TextProto(source);
    Node.Message message = proto.fields('\0');
    return message;
  }

  private Node.Message fields(char end) {
    var fields = new LinkedHashMap<String, List<Node>>();
    skipBlanks();
    while (at < source.length() && source.charAt(at) != end) {
      String name = fieldName();
      skipBlanks();
      if (source.charAt(at) == ':') {
        at++;
        skipBlanks();
      }
      List<Node> values = fields.computeIfAbsent(name, _ -> new ArrayList<>());
      if (source.charAt(at) == '[') {
        list(values);
      } else {
        values.add(value());
      }
      skipBlanks();
      if (at < source.length() && (source.charAt(at) == ',' || source.charAt(at) == ';')) {
        at++;
        skipBlanks();
      }
    }
    at++;
    return new Node.Message(fields);
  }

  private String fieldName() {
    if (source.charAt(at) == '[') {
      int end = source.indexOf(']', at);
      String name = source.substring(at, end + 1);
      at = end + 1;
      return name;
    }
    return word();
  }

  private void list(List<Node> values) {
    at++;
    skipBlanks();
    while (source.charAt(at) != ']') {
      values.add(value());
      skipBlanks();
      if (source.charAt(at) == ',') {
        at++;
        skipBlanks();
      }
    }
    at++;
  }

  private Node value() {
    char c = source.charAt(at);
    if (c == '{' || c == '<') {
      at++;
      return fields(c == '{' ? '}' : '>');
    }
    return c == '"' || c == '\'' ? quoted() : new Node.Scalar(word());
  }

  private Node quoted() {
    var bytes = new ByteArrayOutputStream();
    // Adjacent strings are one string.
    while (at < source.length() && (source.charAt(at) == '"' || source.charAt(at) == '\'')) {
      char quote = source.charAt(at++);
      while (source.charAt(at) != quote) {
        character(bytes);
      }
      at++;
      skipBlanks();
    }
    return new Node.Quoted(bytes.toString(StandardCharsets.UTF_8));
  }

  private void character(ByteArrayOutputStream bytes) {
    if (source.charAt(at) != '\\') {
      int codePoint = source.codePointAt(at);
      at += Character.charCount(codePoint);
      bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      return;
    }
    char escape = source.charAt(at + 1);
    at += 2;
    switch (escape) {
      case 'a' -> bytes.write(7);
      case 'b' -> bytes.write('\b');
      case 'f' -> bytes.write('\f');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 't' -> bytes.write('\t');
      case 'v' -> bytes.write(11);
      case 'x', 'X' -> bytes.write(number(2, 16));
      case 'u' -> unicode(bytes, number(4, 16));
      case 'U' -> unicode(bytes, number(8, 16));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        bytes.write(number(3, 8));
      }
      default -> bytes.write(escape);
    }
  }

  private static void unicode(ByteArrayOutputStream bytes, int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private int number(int digitsMax, int radix) {
    int start = at;
    while (at - start < digitsMax && Character.digit(source.charAt(at), radix) >= 0) {
      at++;
    }
    return Integer.parseInt(source.substring(start, at), radix);
  }

  private String word() {
    int start = at;
    while (at < source.length() && isWordPart(source.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw new IllegalArgumentException("text proto at " + at + ": " + source.charAt(at));
    }
    return source.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || "_.+-".indexOf(c) >= 0;
  }

  private void skipBlanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }
}
