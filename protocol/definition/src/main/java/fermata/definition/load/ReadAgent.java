package fermata.definition.load;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition, read but not checked: all that completion, hover and the ways through a file need,
 * for a small part of the time that the checks take.
 *
 * @param parsed the tree, and what is wrong with the YAML
 * @param written the table of keys laid over the tree, as it is written
 * @param root the tree in the words of the language: of YAML and JSON the tree itself
 * @param layout the table of keys laid over {@code root}
 * @param sites the texts that may hold expressions
 * @param definition what could be made of the text; also there when the text has errors, absent
 *     when the text is no mapping at all. Its digest is empty: only what was checked is pinned
 * @param lazyIndex what {@link #index} gives
 * @param surroundings what stood around the text
 * @param whole what the checks look at, where the definition includes files
 */
public record ReadAgent(
    SourceText source,
    Parsed<YamlDocument> parsed,
    PlacedTree written,
    YamlNode root,
    PlacedTree layout,
    List<TextSite> sites,
    @Nullable AgentDefinition definition,
    LazyIndex lazyIndex,
    Surroundings surroundings,
    @Nullable Whole whole) {

  /** A definition that includes no files. */
  public ReadAgent(
      SourceText source,
      Parsed<YamlDocument> parsed,
      PlacedTree written,
      YamlNode root,
      PlacedTree layout,
      List<TextSite> sites,
      @Nullable AgentDefinition definition,
      DefinitionIndex index,
      Surroundings surroundings) {
    this(
        source,
        parsed,
        written,
        root,
        layout,
        sites,
        definition,
        new LazyIndex(index),
        surroundings,
        null);
  }

  /** All of a definition and of the files that it includes, at places of all texts in one. */
  record Whole(Included included, PlacedTree layout, List<TextSite> sites, DefinitionIndex index) {}

  public ReadAgent {
    sites = List.copyOf(sites);
  }

  /** {@return the names of the definition and where they are mentioned; made at the first use} */
  public DefinitionIndex index() {
    return lazyIndex.get();
  }

  /** {@return the agents that are known where the text stands} */
  public AgentKnowledge agents() {
    return surroundings.agents();
  }

  /** {@return the tools that are known where the text stands} */
  public ToolKnowledge tools() {
    return surroundings.tools();
  }
}
