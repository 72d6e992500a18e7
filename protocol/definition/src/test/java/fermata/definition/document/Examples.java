package fermata.definition.document;

import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How each key is written, by the mapping it stands in: the first time that it is there. */
final class Examples {

  private final Map<KeyContext, Map<String, String>> byContext = new EnumMap<>(KeyContext.class);

  Examples() {
    add(Templates.text("all-keys.agent.yaml"), KeyContext.AGENT);
    add(Templates.text("all-keys.tools.yaml"), KeyContext.TOOL_CATALOGUE);
    add(Templates.text("all-keys.fermata.yaml"), KeyContext.PROJECT);
  }

  private void add(String text, KeyContext context) {
    var source = new SourceText("example", text);
    YamlNode root = YamlParser.parse(source).value().root();
    for (Block block : PlacedTree.of(root, context).blocks()) {
      for (YamlNode.Entry entry : block.entries()) {
        byContext
            .computeIfAbsent(block.context(), _ -> new LinkedHashMap<>())
            .putIfAbsent(entry.keyText(), firstLine(source.slice(entry.span())));
      }
    }
  }

  /** Of a long value, only that it begins: the document has it elsewhere. */
  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text.strip() : text.substring(0, end).strip();
    return line.length() <= 90 ? line : line.substring(0, line.indexOf(':') + 1);
  }

  /** {@return how a key is written; empty where the examples lack it} */
  String of(KeyContext context, Key key) {
    return byContext.getOrDefault(context, Map.of()).getOrDefault(key.name(), "");
  }

  /** Whether a key is written in this or, for a keyword of schemas, in any mapping. */
  boolean has(KeyContext context, Key key) {
    boolean isKeyword =
        context.isSchema() && KeyCatalogue.find(KeyContext.SCHEMA, key.name()).isPresent();
    return !of(context, key).isEmpty()
        || (isKeyword
            && byContext.entrySet().stream()
                .anyMatch(
                    entry ->
                        entry.getKey().isSchema() && entry.getValue().containsKey(key.name())));
  }

  /** {@return how a keyword of schemas is written, wherever it is} */
  String ofKeyword(Key key) {
    return byContext.entrySet().stream()
        .filter(entry -> entry.getKey().isSchema() && entry.getValue().containsKey(key.name()))
        .map(entry -> entry.getValue().get(key.name()))
        .findFirst()
        .orElse("");
  }
}
