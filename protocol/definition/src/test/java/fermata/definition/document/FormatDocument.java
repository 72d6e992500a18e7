package fermata.definition.document;

import fermata.definition.expression.Functions;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.ScopeKind;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.FileText;
import fermata.definition.text.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document of the keys of the language. */
final class FormatDocument {

  private final Examples examples = new Examples();

  String text() {
    String contexts = documented().map(this::context).collect(Collectors.joining("\n"));
    return Templates.filled(
        "definition-format.md",
        Map.of(
            "characters", number(SourceText.TEXT_UNITS_MAX),
            "values", number(PlacedTree.VALUES_MAX),
            "beside", number(FileText.BESIDE_BYTES_MAX),
            "scopes", scopes(),
            "functions", functions(),
            "forms", forms(),
            "contexts", contexts));
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static Stream<KeyContext> documented() {
    return Arrays.stream(KeyContext.values()).filter(FormatDocument::isDocumented);
  }

  /** Front matter has a page of its own, and a part has the keys of a definition. */
  static boolean isDocumented(KeyContext context) {
    return context != KeyContext.NODE_OTHER
        && context != KeyContext.PART
        && context != KeyContext.MARKDOWN_AGENT
        && !context.isForeign();
  }

  private static String scopes() {
    return """
        | where | names |
        |---|---|
        | `when` and `inputs` of nodes, `check` of `goal` | %s |
        | texts and values of nodes | %s |
        | what decides which way is taken | %s |
        | the fields of `output` | %s |
        | `measure` and `judge` of `goal` | %s |
        | rules of `approvals` | %s |
        | the `command` of a tool | %s |
        """
        .formatted(
            ScopeKind.GIVEN.names(),
            ScopeKind.NODE.names(),
            ScopeKind.SUCCESSOR.names(),
            ScopeKind.RESULT.names(),
            ScopeKind.MEASURE.names(),
            ScopeKind.APPROVAL.names(),
            ScopeKind.COMMAND.names());
  }

  private static String functions() {
    var rows = new StringBuilder("| function | what it gives | example |\n|---|---|---|\n");
    for (Functions.Function function : Functions.all()) {
      rows.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  function.name(),
                  Templates.cell(function.doc()),
                  Templates.code(function.example())));
    }
    return rows.toString();
  }

  private static String forms() {
    return Arrays.stream(TextForm.values())
        .filter(form -> !form.rule().isEmpty())
        .map(form -> "- " + form.noun() + ": " + form.rule())
        .collect(Collectors.joining("\n"));
  }

  private String context(KeyContext context) {
    var text = new StringBuilder("## " + heading(context) + "\n\n");
    kind(context).ifPresent(kind -> text.append(kind.doc()).append("\n\n"));
    List<Key> keys = own(context).toList();
    text.append("| key | takes | without it | what it does | example |\n|---|---|---|---|---|\n");
    keys.forEach(key -> text.append(row(context, key)));
    if (context.isSchema() && context != KeyContext.SCHEMA) {
      text.append("\nAnd all keywords of a [JSON Schema](#a-json-schema).\n");
    }
    keys.forEach(key -> text.append(words(key)));
    return text.toString();
  }

  private static Optional<NodeKind> kind(KeyContext context) {
    return Arrays.stream(NodeKind.values()).filter(kind -> kind.context() == context).findFirst();
  }

  private static String heading(KeyContext context) {
    return context.title().substring(0, 1).toUpperCase(Locale.ROOT) + context.title().substring(1);
  }

  /** The keys that are not said once for all schemas. */
  private static Stream<Key> own(KeyContext context) {
    return KeyCatalogue.keys(context).stream()
        .filter(
            key ->
                context == KeyContext.SCHEMA
                    || !context.isSchema()
                    || !KeyCatalogue.find(KeyContext.SCHEMA, key.name()).equals(Optional.of(key)));
  }

  private String row(KeyContext context, Key key) {
    String example =
        context == KeyContext.SCHEMA ? examples.ofKeyword(key) : examples.of(context, key);
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            key.name(),
            Templates.cell(key.shape().describe()),
            key.isRequired() ? "**required**" : Templates.cell(key.defaultText()),
            Templates.cell(key.doc()),
            Templates.code(example));
  }

  private static String words(Key key) {
    if (!(key.shape() instanceof Shape.Choice(var options))) {
      return "";
    }
    return options.stream()
        .map(option -> "- `" + option.word() + "`: " + option.doc() + "\n")
        .collect(Collectors.joining("", "\nThe words of `" + key.name() + "`:\n\n", ""));
  }
}
