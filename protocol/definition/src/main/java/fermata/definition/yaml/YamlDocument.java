package fermata.definition.yaml;

import fermata.definition.text.SourceText;
import java.util.List;

/**
 * The first document of a YAML text.
 *
 * @param root {@link YamlNode.Absent} for an empty text
 * @param comments in the order of the text
 */
public record YamlDocument(SourceText source, YamlNode root, List<Comment> comments) {

  public YamlDocument {
    comments = List.copyOf(comments);
  }
}
