package fermata.definition.load;

import fermata.definition.index.DefinitionIndex;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;

/**
 * Reads and checks agent definitions.
 *
 * <p>The editor, {@code fermata check} and the daemon all call {@link #load} and so find the same
 * problems. Total: never throws, for any text.
 */
public final class AgentLoader {

  private AgentLoader() {}

  /** {@return the definition in a text, with all problems of all layers} */
  public static LoadedAgent load(SourceText text, PromptFiles files, ToolKnowledge tools) {
    Parsed<YamlDocument> tree = YamlParser.parse(text);
    return new LoadedAgent(text, tree.value(), null, DefinitionIndex.EMPTY, tree.problems());
  }
}
