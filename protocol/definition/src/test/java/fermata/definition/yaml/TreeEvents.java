package fermata.definition.yaml;

import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a tree as the events of the YAML test suite. */
final class TreeEvents {

  private final List<String> lines = new ArrayList<>();

  private TreeEvents() {}

  static List<String> of(YamlNode node) {
    var events = new TreeEvents();
    events.add(node);
    return events.lines;
  }

  private void add(YamlNode node) {
    switch (node) {
      case Mapping mapping -> {
        lines.add("+MAP" + (mapping.isFlow() ? " {}" : "") + properties(node));
        mapping.entries().forEach(this::addEntry);
        lines.add("-MAP");
      }
      case Sequence sequence -> {
        lines.add("+SEQ" + (sequence.isFlow() ? " []" : "") + properties(node));
        sequence.items().forEach(this::add);
        lines.add("-SEQ");
      }
      case Scalar scalar ->
          lines.add("=VAL" + properties(node) + " " + style(scalar) + escaped(scalar.text()));
      case Alias alias -> lines.add("=ALI *" + alias.name());
      case Absent _ -> lines.add("=VAL" + properties(node) + " :");
    }
  }

  private void addEntry(Entry entry) {
    add(entry.key());
    add(entry.value());
  }

  private static String properties(YamlNode node) {
    String anchor = node.anchor() == null ? "" : " &" + node.anchor();
    return anchor + tag(node.tag());
  }

  private static String tag(@Nullable String tag) {
    if (tag == null) {
      return "";
    }
    if (tag.startsWith("!!")) {
      return " <tag:yaml.org,2002:" + tag.substring(2) + ">";
    }
    return tag.startsWith("!<") ? " " + tag.substring(1) : " <" + tag + ">";
  }

  private static char style(Scalar scalar) {
    return switch (scalar.style()) {
      case PLAIN -> ':';
      case SINGLE_QUOTED -> '\'';
      case DOUBLE_QUOTED -> '"';
      case LITERAL -> '|';
      case FOLDED -> '>';
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\b", "\\b");
  }
}
