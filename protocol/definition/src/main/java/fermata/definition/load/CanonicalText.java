package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;

/**
 * One text for equal JSON values: members sorted, no white space.
 *
 * <p>Whole numbers and others stay apart, because expressions tell them apart.
 */
final class CanonicalText {

  private final StringBuilder out = new StringBuilder();

  private CanonicalText() {}

  static String of(JsonNode value) {
    var text = new CanonicalText();
    text.write(value);
    return text.out.toString();
  }

  private void write(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value);
      case ARRAY -> writeArray(value);
      case STRING -> writeText(value.textValue());
      case NUMBER -> out.append(value.isIntegralNumber() ? value.asText() : number(value));
      case BOOLEAN, NULL -> out.append(value.asText());
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + value);
    }
  }

  private static String number(JsonNode value) {
    return Double.toString(value.doubleValue());
  }

  private void writeObject(JsonNode object) {
    var members = new ArrayList<Map.Entry<String, JsonNode>>(object.properties());
    members.sort(Map.Entry.comparingByKey());
    char separator = '{';
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(separator);
      writeText(member.getKey());
      out.append(':');
      write(member.getValue());
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void writeArray(JsonNode array) {
    char separator = '[';
    for (JsonNode item : array) {
      out.append(separator);
      write(item);
      separator = ',';
    }
    out.append(array.isEmpty() ? "[]" : "]");
  }

  private void writeText(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i);
        written = i + 1;
        writeEscaped(c);
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void writeEscaped(char c) {
    if (c < ' ') {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append('\\').append(c);
    }
  }
}
