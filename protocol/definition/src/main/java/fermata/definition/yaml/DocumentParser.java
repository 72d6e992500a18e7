package fermata.definition.yaml;

import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;

/** Reads a text as its name says: YAML and JSON, or Markdown with front matter. Total. */
public final class DocumentParser {

  private DocumentParser() {}

  /**
   * {@return the tree of a text, and what is wrong with the text}
   *
   * <p>Of Markdown it is a sequence of two: the front matter and, as one scalar, the body.
   */
  public static Parsed<YamlDocument> parse(SourceText source) {
    return source.form().isMarkdown() ? MarkdownParser.parse(source) : YamlParser.parse(source);
  }
}
