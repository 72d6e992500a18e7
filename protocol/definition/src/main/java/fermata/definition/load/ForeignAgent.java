package fermata.definition.load;

import fermata.definition.keys.ForeignModels;
import fermata.definition.keys.ForeignNames;
import fermata.definition.keys.ForeignTools;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.model.ToolName;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of another tool in our words. What has no counterpart is left out; the checks
 * say so.
 *
 * <p>Confined to one thread: made for one text.
 */
final class ForeignAgent {

  private final MarkdownDialect dialect;
  private final Surroundings surroundings;
  private final List<Entry> agent = new ArrayList<>();
  private final List<Entry> node = new ArrayList<>();
  private @Nullable String hint;
  private boolean hasTools;

  ForeignAgent(MarkdownDialect dialect, List<Entry> written, Surroundings surroundings) {
    this.dialect = dialect;
    this.surroundings = surroundings;
    written.forEach(this::take);
    if (!hasTools) {
      agent.add(Implied.entry("tools", Implied.list(List.of(Implied.text("*")), Span.at(0))));
    }
  }

  /** {@return what is of the agent as a whole} */
  List<Entry> agent() {
    return agent;
  }

  /** {@return what is of its node} */
  List<Entry> node() {
    return node;
  }

  /** {@return what the input is to be, where the author says it} */
  @Nullable String hint() {
    return hint;
  }

  private void take(Entry entry) {
    YamlNode value = YamlValues.resolved(entry.value());
    switch (entry.keyText()) {
      case "name" -> {
        if (value instanceof Scalar name) {
          agent.add(
              renamed(
                  entry, "agent", Implied.text(MarkdownAgent.asName(name.text()), name.span())));
        }
      }
      case "description" -> agent.add(entry);
      case "argument-hint" -> hint = value instanceof Scalar text ? text.text() : null;
      case "model" -> takeModels(entry, value);
      case "tools" -> {
        hasTools = true;
        agent.add(renamed(entry, "tools", tools(value)));
      }
      case "disallowedTools" -> agent.add(renamed(entry, "deny", tools(value)));
      case "maxTurns" -> node.add(renamed(entry, "max_turns", entry.value()));
      default -> {}
    }
  }

  /** The key keeps its place, and its name is ours. */
  private static Entry renamed(Entry entry, String key, YamlNode value) {
    return new Entry(Implied.text(key, entry.key().span()), value);
  }

  private void takeModels(Entry entry, YamlNode value) {
    List<Scalar> models = new ArrayList<>();
    for (Scalar model : ForeignNames.of(value)) {
      model(model.text()).ifPresent(found -> models.add(Implied.text(found, model.span())));
    }
    if (!models.isEmpty()) {
      agent.add(renamed(entry, "model", models.getFirst()));
    }
    if (models.size() > 1) {
      agent.add(
          renamed(entry, "models", Implied.list(models.subList(1, models.size()), value.span())));
    }
  }

  /** A word that the workspace gives a meaning has that one. */
  private Optional<String> model(String written) {
    return surroundings.project().aliases().containsKey(written)
        ? Optional.of(written)
        : ForeignModels.find(written);
  }

  /** A tool of ours, which a catalogue declares, keeps its name. */
  private YamlNode tools(YamlNode value) {
    List<Scalar> tools = new ArrayList<>();
    Set<String> added = new LinkedHashSet<>();
    for (Scalar written : ForeignNames.of(value)) {
      for (String ours : ours(written.text())) {
        if (added.add(ours)) {
          tools.add(Implied.text(ours, written.span()));
        }
      }
    }
    return Implied.list(tools, value.span());
  }

  private List<String> ours(String written) {
    boolean isKnown =
        ToolName.isValid(written) && surroundings.tools().find(new ToolName(written)).isPresent();
    return isKnown ? List.of(written) : ForeignTools.find(dialect, written).orElse(List.of());
  }
}
