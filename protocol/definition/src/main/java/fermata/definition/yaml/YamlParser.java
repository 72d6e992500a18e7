package fermata.definition.yaml;

import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import java.util.List;

/** Reads YAML text. Total: any text gives a document and problems. */
public final class YamlParser {

  private YamlParser() {}

  /** {@return the tree of the first document of a text, and what is wrong with the text} */
  public static Parsed<YamlDocument> parse(SourceText text) {
    var root = new YamlNode.Absent(Span.at(0), null, null);
    return new Parsed<>(new YamlDocument(text, root, List.of()), List.of());
  }
}
