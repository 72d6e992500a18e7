package fermata.definition.format;

import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Alias;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlProblems;

/**
 * The indentation that is likeliest below a line, as far as the line alone can tell.
 *
 * @param isDeeper whether the line has begun something that the next one goes on with
 */
record LineIndent(int column, boolean isDeeper) {

  static LineIndent below(String line) {
    Parsed<YamlDocument> parsed = YamlParser.parse(new SourceText("", line));
    boolean isUnclosed =
        parsed.problems().stream()
            .anyMatch(
                problem ->
                    problem.code().equals(YamlProblems.UNCLOSED_BRACKET)
                        || problem.code().equals(YamlProblems.UNCLOSED_QUOTE));
    var text = new LayoutText(line);
    int end = text.trimEnd(0, line.length());
    boolean isOpen = isUnclosed || text.isAt('[', end - 1) || text.isAt('{', end - 1);
    return below(parsed.value().root(), text, isOpen);
  }

  /** Goes down the collections that begin on the line, to the last thing on it. */
  private static LineIndent below(YamlNode root, LayoutText text, boolean isOpen) {
    int column = text.indent(0);
    boolean isInCollection = false;
    YamlNode node = root;
    while (true) {
      switch (node) {
        case Mapping mapping when !mapping.isFlow() && !mapping.entries().isEmpty() -> {
          column = text.column(0, 0, mapping.span().start());
          isInCollection = true;
          node = mapping.entries().getLast().value();
        }
        case Sequence sequence when !sequence.isFlow() && !sequence.items().isEmpty() -> {
          column = text.column(0, 0, sequence.span().start());
          isInCollection = true;
          node = sequence.items().getLast();
        }
        case Mapping _, Sequence _, Scalar _, Alias _, Absent _ -> {
          boolean isDeeper = isOpen || (isInCollection && isBegun(node));
          return new LineIndent(column + (isDeeper ? Block.INDENT : 0), isDeeper);
        }
      }
    }
  }

  /** Whether a value stands below where it was begun. */
  private static boolean isBegun(YamlNode value) {
    return value instanceof Absent || (value instanceof Scalar scalar && isBlockScalar(scalar));
  }

  static boolean isBlockScalar(Scalar scalar) {
    return scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED;
  }
}
