package fermata.definition.document;

import fermata.definition.keys.ForeignTools;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.MarkdownDialect;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The document of agents in Markdown. */
final class MarkdownDocument {

  private MarkdownDocument() {}

  static String text() {
    return Templates.filled(
        "markdown-agents.md",
        Map.of(
            "node", node(),
            "copilot", attributes(MarkdownDialect.COPILOT),
            "claude", attributes(MarkdownDialect.CLAUDE),
            "tools", tools()));
  }

  private static String node() {
    return KeyCatalogue.keys(KeyContext.MARKDOWN_AGENT).stream()
        .filter(key -> KeyCatalogue.find(KeyContext.AGENT, key.name()).isEmpty())
        .map(key -> "`" + key.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String attributes(MarkdownDialect dialect) {
    var rows = new StringBuilder("| attribute | what it is | here |\n|---|---|---|\n");
    for (Key key : KeyCatalogue.keys(dialect.context())) {
      boolean counts = dialect.hasCounterpart(key.name());
      rows.append(
          "| `%s` | %s | %s |\n"
              .formatted(key.name(), Templates.cell(key.doc()), counts ? "counts" : "left out"));
    }
    return rows.toString().stripTrailing();
  }

  private static String tools() {
    var rows = new StringBuilder("| tool | of | here |\n|---|---|---|\n");
    for (MarkdownDialect dialect : List.of(MarkdownDialect.CLAUDE, MarkdownDialect.COPILOT)) {
      ForeignTools.of(dialect)
          .forEach(
              (name, ours) ->
                  rows.append(
                      "| `%s` | %s | %s |\n"
                          .formatted(name, dialect.owner(), ours.isEmpty() ? "–" : names(ours))));
    }
    return rows.toString().stripTrailing();
  }

  private static String names(List<String> ours) {
    return ours.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
