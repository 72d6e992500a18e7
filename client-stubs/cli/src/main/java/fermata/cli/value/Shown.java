package fermata.cli.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.DisplayText;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** JSON values as a person wants to see them. */
public final class Shown {

  private Shown() {}

  /** {@return text as it is, everything else as compact JSON; harmless for a terminal} */
  public static String plain(JsonNode value) {
    return DisplayText.harmless(value.isTextual() ? value.asText() : value.toString());
  }

  /** {@return a value as indented JSON} */
  public static String pretty(JsonNode value) {
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    try {
      return Json.mapper().writer(new DefaultPrettyPrinter(separators)).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  /**
   * {@return a whole member of an object, for reading: its name and value on one line, or the lines
   * of the value below its name}
   */
  public static List<String> member(String name, JsonNode value) {
    String label = DisplayText.oneLine(name) + ":";
    String whole = DisplayText.harmless(value.isContainerNode() ? pretty(value) : plain(value));
    List<String> lines = whole.strip().lines().toList();
    if (lines.size() < 2) {
      return List.of((label + " " + String.join("", lines)).strip());
    }
    List<String> shown = new ArrayList<>(List.of(label));
    lines.forEach(line -> shown.add("  " + line));
    return shown;
  }

  /** {@return one line of at most so many columns that says what a value is} */
  public static String brief(JsonNode value, int columnsMax) {
    String brief =
        switch (value.getNodeType()) {
          case OBJECT -> members(value, columnsMax);
          case ARRAY -> list(value, columnsMax);
          case STRING -> text(value.asText(), columnsMax);
          default -> plain(value);
        };
    return DisplayText.cut(brief, columnsMax, "…");
  }

  private static String members(JsonNode object, int columnsMax) {
    List<String> members = new ArrayList<>();
    int part = Math.max(16, columnsMax / Math.max(1, object.size()));
    object
        .properties()
        .forEach(member -> members.add(member.getKey() + "=" + nested(member.getValue(), part)));
    return DisplayText.oneLine(String.join(" ", members));
  }

  private static String nested(JsonNode value, int columnsMax) {
    return value.isObject() ? "{" + brief(value, columnsMax - 2) + "}" : brief(value, columnsMax);
  }

  private static String list(JsonNode list, int columnsMax) {
    String whole = DisplayText.oneLine(list.toString());
    boolean isShort = DisplayText.width(whole) <= Math.min(40, columnsMax);
    return isShort ? whole : Amounts.count(list.size(), "item");
  }

  private static String text(String text, int columnsMax) {
    String line = DisplayText.oneLine(text);
    if (DisplayText.width(line) <= columnsMax && text.indexOf('\n') < 0) {
      return line;
    }
    long lines = text.lines().count();
    String size = lines > 1 ? " (" + Amounts.count(lines, "line") + ")" : "";
    return DisplayText.cut(line, Math.max(8, columnsMax - size.length()), "…") + size;
  }
}
