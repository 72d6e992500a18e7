package fermata.definition.graph;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.BuiltinTools;
import fermata.definition.load.PromptFiles;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.SourceText;
import java.util.Objects;

/** Pictures of texts. */
final class Pictures {

  private Pictures() {}

  /** {@return the picture of a definition, also of one with errors} */
  static Picture of(String text) {
    var source = new SourceText("graph.agent.yaml", text);
    AgentDefinition definition =
        AgentLoader.load(source, PromptFiles.NONE, BuiltinTools.knowledge()).definition();
    return Picture.of(Objects.requireNonNull(definition));
  }

  /** {@return the lines of the picture in characters} */
  static String text(Picture picture, int columns, Glyphs glyphs) {
    return String.join("\n", BoxText.draw(picture, columns, glyphs)) + "\n";
  }
}
