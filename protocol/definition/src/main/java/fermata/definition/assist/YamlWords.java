package fermata.definition.assist;

import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlCursor;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import fermata.definition.yaml.YamlValues;

/** Texts as they must be written at a cursor to be read as they are. */
final class YamlWords {

  private YamlWords() {}

  /** {@return how a text is written in place of the scalar at a cursor} */
  static String written(String text, YamlCursor cursor) {
    if (cursor.scalar().style() != ScalarStyle.PLAIN) {
      return inside(text, cursor);
    }
    boolean isPlain = !isJson(cursor) && isPlain(text, cursor.isInFlow());
    return isPlain ? text : doubleQuoted(text);
  }

  /** {@return how a text is written as a part of the scalar at a cursor} */
  static String inside(String text, YamlCursor cursor) {
    return switch (cursor.scalar().style()) {
      case SINGLE_QUOTED -> text.replace("'", "''");
      case DOUBLE_QUOTED -> text.replace("\\", "\\\\").replace("\"", "\\\"");
      case PLAIN, LITERAL, FOLDED -> text;
    };
  }

  /** Whether the file is written as JSON, where every text has quotes. */
  static boolean isJson(YamlCursor cursor) {
    return cursor.root() instanceof YamlNode.Mapping mapping && mapping.isFlow();
  }

  static String doubleQuoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static boolean isPlain(String text, boolean isInFlow) {
    String whole = isInFlow ? "[" + text + "]" : text;
    Parsed<YamlDocument> parsed = YamlParser.parse(new SourceText("", whole));
    YamlNode root = parsed.value().root();
    YamlNode value =
        root instanceof YamlNode.Sequence(_, _, _, var items, _) && items.size() == 1
            ? items.getFirst()
            : root;
    return parsed.problems().isEmpty()
        && value instanceof YamlNode.Scalar
        && text.equals(YamlValues.toJson(value).textValue());
  }
}
