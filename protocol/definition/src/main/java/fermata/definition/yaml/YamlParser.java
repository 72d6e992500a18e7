package fermata.definition.yaml;

import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import java.util.List;

/**
 * Reads YAML text.
 *
 * <p>Total: any text gives a document and problems, in linear time and without recursion. A mistake
 * costs one problem where it was made, and the lines below it are still there.
 *
 * <p>Source: YAML 1.2.2.
 */
public final class YamlParser {

  /** How deep collections nest at most; deeper ones are absent from the tree. */
  public static final int NESTING_MAX = 500;

  private YamlParser() {}

  /** {@return the tree of the first document of a text, and what is wrong with the text} */
  public static Parsed<YamlDocument> parse(SourceText source) {
    if (source.text().length() > SourceText.TEXT_UNITS_MAX) {
      return tooLarge(source);
    }
    char[] units = source.text().toCharArray();
    var problems = new ProblemList();
    ConflictMarkers.blank(units, problems);
    ControlCharacters.replace(units, problems);
    var scan = new YamlScan(new YamlText(units), problems);
    YamlNode root = new BlockParser(scan).parse();
    return new Parsed<>(new YamlDocument(source, root, scan.comments()), problems.sorted());
  }

  private static Parsed<YamlDocument> tooLarge(SourceText source) {
    var root = new YamlNode.Absent(Span.at(0), null, null);
    String message =
        "the text has "
            + source.text().length()
            + " characters (expected: at most "
            + SourceText.TEXT_UNITS_MAX
            + ")";
    return new Parsed<>(
        new YamlDocument(source, root, List.of()),
        List.of(Problem.of(YamlProblems.TEXT_TOO_LARGE, Span.at(0), message)));
  }
}
