package fermata.definition.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.keys.Key;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value of the table looks like, as JSON Schema. */
final class ShapeSchemas {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A default that is one value, and not described in words. */
  private static final Pattern LITERAL = Pattern.compile("`([^`]+)`");

  private final Function<KeyContext, String> references;

  /**
   * The schemas of shapes.
   *
   * @param references gives the reference to the schema of a mapping of the table
   */
  ShapeSchemas(Function<KeyContext, String> references) {
    this.references = references;
  }

  /** {@return the schema of the value of a key} */
  ObjectNode ofKey(Key key) {
    ObjectNode schema = JSON.objectNode();
    schema.put("description", description(key));
    schema.setAll(of(key.shape()));
    defaultOf(key).ifPresent(value -> schema.set("default", value));
    return schema;
  }

  private static String description(Key key) {
    var text = new StringBuilder(key.doc());
    if (key.shape() instanceof Shape.Choice(var options)) {
      options.forEach(
          option -> text.append("\n- `").append(option.word()).append("`: ").append(option.doc()));
    }
    if (!key.defaultText().isEmpty()) {
      text.append(key.shape() instanceof Shape.Choice ? "\n\n" : " ");
      text.append("Without it: ").append(key.defaultText()).append('.');
    }
    return text.toString();
  }

  private static Optional<JsonNode> defaultOf(Key key) {
    return Optional.of(LITERAL.matcher(key.defaultText()))
        .filter(Matcher::matches)
        .map(literal -> value(key.shape(), literal.group(1)));
  }

  private static JsonNode value(Shape shape, String text) {
    return switch (shape) {
      case Shape.Whole _ -> JSON.numberNode(Long.parseLong(text));
      case Shape.Decimal _ -> JSON.numberNode(new BigDecimal(text));
      case Shape.Flag() -> JSON.booleanNode(Boolean.parseBoolean(text));
      case Shape.Either(var shapes) -> value(shapes.getFirst(), text);
      case Shape.Text _,
          Shape.Choice _,
          Shape.Literal _,
          Shape.Computed _,
          Shape.Items _,
          Shape.Names _,
          Shape.Keys _,
          Shape.NodeBody _ ->
          JSON.textNode(text);
    };
  }

  private ObjectNode of(Shape shape) {
    ObjectNode schema = JSON.objectNode();
    switch (shape) {
      case Shape.Text(var form) -> addText(schema, form);
      case Shape.Choice(var options) -> {
        ArrayNode words = schema.putArray("enum");
        options.forEach(option -> words.add(option.word()));
      }
      case Shape.Whole(var min, var max) -> {
        schema.put("type", "integer");
        addBound(schema, "minimum", min);
        addBound(schema, "maximum", max);
      }
      case Shape.Decimal(var min, var max) -> {
        schema.put("type", "number");
        addBound(schema, "minimum", min);
        addBound(schema, "maximum", max);
      }
      case Shape.Flag() -> schema.put("type", "boolean");
      case Shape.Literal(), Shape.Computed() -> {}
      case Shape.Items(var item) -> schema.put("type", "array").set("items", of(item));
      case Shape.Names(var name, var value) -> {
        schema.put("type", "object");
        addForm(schema.putObject("propertyNames"), name);
        schema.set("additionalProperties", of(value));
      }
      case Shape.Keys(var context) -> schema.put("$ref", references.apply(context));
      case Shape.NodeBody() -> schema.put("$ref", references.apply(KeyContext.NODE_OTHER));
      case Shape.Either(var shapes) -> {
        ArrayNode alternatives = schema.putArray("anyOf");
        shapes.forEach(alternative -> alternatives.add(of(alternative)));
      }
    }
    return schema;
  }

  private static void addBound(ObjectNode schema, String keyword, long bound) {
    if (bound != Long.MIN_VALUE && bound != Long.MAX_VALUE) {
      schema.put(keyword, bound);
    }
  }

  private static void addBound(ObjectNode schema, String keyword, @Nullable BigDecimal bound) {
    if (bound != null) {
      schema.put(keyword, bound);
    }
  }

  /** Numbers and flags without quotes are texts where a text is wanted and they look like one. */
  private static void addText(ObjectNode schema, TextForm form) {
    Pattern pattern = Pattern.compile(form.pattern());
    boolean anyText = form.pattern().isEmpty();
    ArrayNode types = JSON.arrayNode().add("string");
    if (anyText || pattern.matcher("1").matches()) {
      types.add("number");
    }
    if (anyText || pattern.matcher("true").matches()) {
      types.add("boolean");
    }
    schema.set("type", types.size() == 1 ? types.get(0) : types);
    addForm(schema, form);
  }

  private static void addForm(ObjectNode schema, TextForm form) {
    if (!form.pattern().isEmpty()) {
      schema.put("pattern", "^(" + pattern(form) + ")$");
    }
    if (form == TextForm.DURATION) {
      schema.put("minLength", 1);
    }
  }

  /** A schema does not know the words that a workspace has for models, and lets all pass. */
  private static String pattern(TextForm form) {
    return form == TextForm.MODEL ? form.pattern() + "|" + TextForm.NAME.pattern() : form.pattern();
  }
}
