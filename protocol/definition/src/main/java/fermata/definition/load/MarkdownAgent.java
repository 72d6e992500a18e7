package fermata.definition.load;

import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.text.FileForm;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agent in Markdown as YAML would write it: one {@code llm} node whose system message is the
 * body.
 *
 * <p>What was written keeps its place in the file. What is not written and holds by default is
 * {@link Implied}: the input {@code message}, the prompt that is this message, the output {@code
 * reply} that is what the model says.
 */
final class MarkdownAgent {

  private static final String MESSAGE = "${{ input.message }}";

  private final List<Entry> agent = new ArrayList<>();
  private final List<Entry> node = new ArrayList<>();
  private final @Nullable String hint;

  private MarkdownAgent(@Nullable String hint) {
    this.hint = hint;
  }

  /** {@return the tree of a definition} */
  static Mapping of(SourceText source, YamlNode.Sequence parts, Surroundings surroundings) {
    YamlNode front = YamlValues.resolved(parts.items().getFirst());
    YamlNode body = parts.items().getLast();
    MarkdownDialect dialect = MarkdownDialect.of(source.form(), front);
    List<Entry> written =
        front instanceof Mapping mapping ? YamlValues.entries(mapping) : List.of();
    if (dialect == MarkdownDialect.OWN) {
      var made = new MarkdownAgent(null);
      written.forEach(made::take);
      return made.finish(source.name(), body);
    }
    var foreign = new ForeignAgent(dialect, written, surroundings);
    var made = new MarkdownAgent(foreign.hint());
    made.agent.addAll(foreign.agent());
    made.node.addAll(foreign.node());
    return made.finish(source.name(), literal(body));
  }

  /** Keys that are not known are left out; the checks look at what is written. */
  private void take(Entry entry) {
    String key = entry.keyText();
    if (KeyCatalogue.find(KeyContext.MARKDOWN_AGENT, key).isPresent()) {
      boolean isOfAgent = KeyCatalogue.find(KeyContext.AGENT, key).isPresent();
      (isOfAgent ? agent : node).add(entry);
    }
  }

  private Mapping finish(String fileName, YamlNode body) {
    if (find(agent, "agent") == null) {
      agent.addFirst(Implied.entry("agent", Implied.text(nameOf(fileName))));
    }
    // A node is known by its prompt, wherever that stands.
    node.addFirst(Implied.entry("kind", Implied.text("llm")));
    node.add(Implied.entry("system", body));
    addMessage(body);
    addReply();
    agent.add(
        Implied.entry(
            "nodes", Implied.mapping(Implied.entry(MarkdownDialect.NODE, Implied.mapping(node)))));
    return Implied.mapping(agent);
  }

  private void addMessage(YamlNode body) {
    YamlNode input = find(agent, "input");
    YamlNode prompt = find(node, "prompt");
    boolean hasMessage =
        input == null
            ? prompt == null || mentionsMessage(prompt) || mentionsMessage(body)
            : YamlValues.resolved(input) instanceof Mapping fields
                && fields.find("message").isPresent();
    if (input == null && hasMessage) {
      agent.add(Implied.entry("input", Implied.mapping(Implied.entry("message", message()))));
    }
    if (prompt == null) {
      node.add(Implied.entry("prompt", Implied.text(hasMessage ? MESSAGE : "${{ json(input) }}")));
    }
  }

  private Mapping message() {
    var type = Implied.entry("type", Implied.text("string"));
    return hint == null
        ? Implied.mapping(type)
        : Implied.mapping(type, Implied.entry("description", Implied.text(hint)));
  }

  private static boolean mentionsMessage(YamlNode node) {
    return YamlValues.resolved(node) instanceof Scalar scalar
        && scalar.text().contains("input.message");
  }

  private void addReply() {
    if (find(agent, "output") != null) {
      return;
    }
    YamlNode outputs = find(node, "outputs");
    Mapping fields =
        outputs != null && YamlValues.resolved(outputs) instanceof Mapping declared
            ? Implied.mapping(
                YamlValues.entries(declared).stream()
                    .map(field -> Implied.entry(field.keyText(), field.value()))
                    .toList())
            : Implied.mapping(
                Implied.entry(
                    "reply",
                    Implied.mapping(
                        Implied.entry("type", Implied.text("string")),
                        Implied.entry("from", Implied.text("${{ output.text }}")))));
    agent.add(Implied.entry("output", fields));
  }

  static @Nullable YamlNode find(List<Entry> entries, String key) {
    return entries.stream()
        .filter(entry -> entry.keyText().equals(key))
        .map(Entry::value)
        .findFirst()
        .orElse(null);
  }

  /** Other tools know no expressions: what looks like one is text. */
  private static YamlNode literal(YamlNode body) {
    return body instanceof Scalar scalar && scalar.text().contains("${{")
        ? Implied.text(scalar.text().replace("${{", "$${{"), scalar.span())
        : body;
  }

  /** {@return the name of an agent that has none, by the file that it is in} */
  static String nameOf(String fileName) {
    FileForm form = FileForm.of(fileName);
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    String name = last.replaceFirst("(\\.agent)?\\.md$", "");
    return form.isMarkdown() ? asName(name) : name;
  }

  /** {@return the nearest name that an agent may have} */
  static String asName(String text) {
    String name =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    return name.isEmpty() ? MarkdownDialect.NODE : name.substring(0, Math.min(name.length(), 63));
  }
}
