package fermata.definition.assist;

import fermata.definition.keys.Key;
import fermata.definition.keys.KeyCatalogue;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlCursor;
import java.util.stream.Collectors;

/**
 * A key and the beginning of its value, as it is written at a cursor.
 *
 * @param cursor where the key goes
 * @param isJson whether the file is JSON by its name, whatever stands in it yet
 */
record KeySketch(YamlCursor cursor, boolean isJson) {

  private static final String STOP = String.valueOf(Insertion.STOP);

  /** {@return what accepting a key writes: the key alone where it has its colon already} */
  Insertion of(String name, Shape shape) {
    String key = written(name);
    if (cursor.hasColon() || isQuoted()) {
      return Insertion.of(key);
    }
    if (isJson && !YamlWords.isJson(cursor)) {
      // Nothing but a mapping in braces makes the file what its name says.
      String start = "{" + YamlWords.doubleQuoted(name) + ": ";
      return Insertion.sketch(start, start + inline(shape) + "}");
    }
    boolean isBlock = !cursor.isInFlow() && isCollection(shape);
    return Insertion.sketch(isBlock ? key + ":" : key + ": ", key + ":" + value(shape));
  }

  /** {@return what accepting a key with a whole value writes} */
  Insertion withValue(String name, String value) {
    String key = written(name);
    return Insertion.of(cursor.hasColon() || isQuoted() ? key : key + ": " + value);
  }

  private boolean isQuoted() {
    return cursor.scalar().style() != ScalarStyle.PLAIN;
  }

  private String written(String name) {
    return isQuoted() ? YamlWords.inside(name, cursor) : YamlWords.written(name, cursor);
  }

  private static boolean isCollection(Shape shape) {
    return switch (shape) {
      case Shape.Items _, Shape.Names _, Shape.Keys _, Shape.NodeBody _ -> true;
      case Shape.Text _,
          Shape.Choice _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Literal _,
          Shape.Computed _,
          Shape.Either _ ->
          false;
    };
  }

  private String value(Shape shape) {
    boolean isBlock = !cursor.isInFlow();
    return switch (shape) {
      case Shape.Names _, Shape.NodeBody _ -> isBlock ? "\n  " + STOP : " {" + STOP + "}";
      case Shape.Keys(var context) when isBlock -> "\n  " + firstKey(context);
      case Shape.Items(Shape.Keys(var context)) when isBlock -> "\n  - " + flow(context);
      case Shape.Items(var item) -> " [" + inline(item) + "]";
      case Shape _ -> " " + inline(shape);
    };
  }

  private String inline(Shape shape) {
    return switch (shape) {
      case Shape.Keys(var context) -> flow(context);
      case Shape.Either(var shapes)
          when shapes.getFirst() instanceof Shape.Flag && shapes.getLast() instanceof Shape.Keys ->
          inline(shapes.getLast());
      case Shape.Text(var form) when form == TextForm.EXPRESSION ->
          cursor.isInFlow() || inJson() ? "\"${{ " + STOP + " }}\"" : "${{ " + STOP + " }}";
      case Shape.Text _, Shape.Choice _ when inJson() -> "\"" + STOP + "\"";
      case Shape.Either(var shapes) when inJson() && shapes.getFirst() instanceof Shape.Text ->
          "\"" + STOP + "\"";
      case Shape.Items(var item) when inJson() -> "[" + inline(item) + "]";
      case Shape.Names _, Shape.NodeBody _ when inJson() -> "{" + STOP + "}";
      case Shape _ -> STOP;
    };
  }

  private static String firstKey(KeyContext context) {
    return KeyCatalogue.keys(context).stream()
        .filter(Key::isRequired)
        .findFirst()
        .map(key -> key.name() + ": " + STOP)
        .orElse(STOP);
  }

  private String flow(KeyContext context) {
    if (context.isSchema()) {
      return "{" + quoted("type") + ": " + STOP + "}";
    }
    String required =
        KeyCatalogue.keys(context).stream()
            .filter(Key::isRequired)
            .map(key -> quoted(key.name()) + ": " + inlineInFlow(key.shape()))
            .collect(Collectors.joining(", "));
    return "{" + (required.isEmpty() ? STOP : required) + "}";
  }

  private String inlineInFlow(Shape shape) {
    boolean isExpression = shape instanceof Shape.Text(var form) && form == TextForm.EXPRESSION;
    if (isExpression) {
      return "\"${{ " + STOP + " }}\"";
    }
    boolean isText = shape instanceof Shape.Text || shape instanceof Shape.Choice;
    return isText && inJson() ? "\"" + STOP + "\"" : STOP;
  }

  private String quoted(String name) {
    return inJson() ? YamlWords.doubleQuoted(name) : name;
  }

  /** Where every text has quotes. */
  private boolean inJson() {
    return isJson || YamlWords.isJson(cursor);
  }
}
