package fermata.definition.assist;

import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;
import java.util.Optional;

/** Finds the tools that a catalogue declares. Total. */
public final class ToolDeclarations {

  private ToolDeclarations() {}

  /** {@return where the text of a catalogue declares a tool} */
  public static Optional<LineIndex.Place> find(SourceText catalogue, String tool) {
    YamlNode root = YamlValues.resolved(YamlParser.parse(catalogue).value().root());
    Optional<YamlNode> tools =
        root instanceof Mapping mapping ? mapping.find("tools") : Optional.empty();
    return tools
        .map(YamlValues::resolved)
        .filter(Mapping.class::isInstance)
        .flatMap(found -> ((Mapping) found).findEntry(tool))
        .map(entry -> LineIndex.of(catalogue.text()).place(entry.key().span().start()));
  }
}
