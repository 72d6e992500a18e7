package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes a tree as YAML that people go on with: blocks, and small things on one line. */
final class YamlPrinter {

  private static final int LINE_MAX = 100;

  /** Longer texts are quoted without a look at them. */
  private static final int PLAIN_MAX = 200;

  /** What needs no quotes anywhere: it begins with a letter and is no word of the core schema. */
  private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./()-]+)*[.]?";

  private static final String WORD = "(?i)true|false|null|yes|no|on|off|y|n";

  private final StringBuilder text = new StringBuilder();

  private YamlPrinter() {}

  /** {@return the text of a mapping, with a line end at its end} */
  static String print(JsonNode mapping) {
    var printer = new YamlPrinter();
    printer.members(mapping, 0);
    return printer.text.toString();
  }

  private void members(JsonNode mapping, int indent) {
    for (Map.Entry<String, JsonNode> member : mapping.properties()) {
      text.append(" ".repeat(indent)).append(key(member.getKey())).append(':');
      value(member.getValue(), indent);
    }
  }

  private void value(JsonNode value, int indent) {
    int room = LINE_MAX - (text.length() - text.lastIndexOf("\n"));
    String flow = isSmall(value) ? flow(value) : "";
    if (value.isTextual() && isBlock(value.textValue())) {
      block(value.textValue(), indent + 2);
    } else if (value.isValueNode()
        || value.isEmpty()
        || (!flow.isEmpty() && flow.length() < room)) {
      text.append(' ').append(flow(value)).append('\n');
    } else if (value.isObject()) {
      text.append('\n');
      members(value, indent + 2);
    } else {
      text.append('\n');
      items(value, indent + 2);
    }
  }

  private void items(JsonNode list, int indent) {
    for (JsonNode item : list) {
      text.append(" ".repeat(indent)).append('-');
      if (item.isObject() && !item.isEmpty() && flow(item).length() > LINE_MAX - indent) {
        int start = text.length();
        members(item, indent + 2);
        text.delete(start, start + indent + 1);
      } else {
        text.append(' ').append(flow(item)).append('\n');
      }
    }
  }

  /** Whether a value may stand on one line: nothing in it holds more than single values. */
  private static boolean isSmall(JsonNode value) {
    if (value.isObject()) {
      return StreamSupport.stream(value.spliterator(), false)
          .allMatch(part -> part.isValueNode() || part.isEmpty());
    }
    return StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode);
  }

  private static String flow(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(member -> key(member.getKey()) + ": " + flow(member.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(YamlPrinter::flow)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.isTextual() ? scalar(value.textValue()) : value.toString();
  }

  /** Whether a block of lines can hold the text as it is. */
  private static boolean isBlock(String value) {
    return value.contains("\n")
        && !Character.isWhitespace(value.charAt(0))
        && value.chars().allMatch(unit -> unit == '\n' || isShown((char) unit));
  }

  private static boolean isShown(char unit) {
    return switch (Character.getType(unit)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private void block(String value, int indent) {
    String kept = value.endsWith("\n") ? value.endsWith("\n\n") ? "+" : "" : "-";
    text.append(" |").append(kept).append('\n');
    String lines = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    for (String line : lines.split("\n", -1)) {
      text.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
    }
  }

  /** Our keys are words of YAML 1.1 too, and need no quotes for that. */
  private static String key(String name) {
    return name.equals("on") ? name : scalar(name);
  }

  /** Text in double quotes is written as JSON, which YAML reads. */
  private static String scalar(String value) {
    boolean isPlain = value.length() <= PLAIN_MAX && value.matches(PLAIN) && !value.matches(WORD);
    return isPlain ? value : TextNode.valueOf(value).toString();
  }
}
