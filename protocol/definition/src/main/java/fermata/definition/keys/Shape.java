package fermata.definition.keys;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value must look like. */
public sealed interface Shape {

  /** A text of a form. */
  record Text(TextForm form) implements Shape {}

  /** One of some words. */
  record Choice(List<Option> options) implements Shape {

    public Choice {
      options = List.copyOf(options);
    }
  }

  /** A whole number; both ends are allowed, {@link Long#MIN_VALUE} and its like are no bounds. */
  record Whole(long min, long max) implements Shape {}

  /** A number; both ends are allowed, an absent one is no bound. */
  record Decimal(@Nullable BigDecimal min, @Nullable BigDecimal max) implements Shape {}

  /** True or false. */
  record Flag() implements Shape {}

  /** Any value, taken as it is. */
  record Literal() implements Shape {}

  /** Any value, with expressions in its texts. */
  record Computed() implements Shape {}

  /** A list. */
  record Items(Shape item) implements Shape {}

  /** A mapping whose keys the author chooses. */
  record Names(TextForm name, Shape value) implements Shape {}

  /** A mapping with keys of the table. */
  record Keys(KeyContext context) implements Shape {}

  /** A mapping with the keys of its kind of node. */
  record NodeBody() implements Shape {}

  /** The first that fits, by whether the value is a scalar, a list or a mapping. */
  record Either(List<Shape> shapes) implements Shape {

    public Either {
      shapes = List.copyOf(shapes);
    }
  }

  /** One word of a choice. */
  record Option(String word, String doc) {}

  /** {@return what is expected, for messages and documents} */
  default String describe() {
    return switch (this) {
      case Text(var form) -> form.noun();
      case Choice(var options) -> words(options);
      case Whole(var min, var max) -> range("a whole number", bound(min), bound(max));
      case Decimal(var min, var max) -> range("a number", bound(min), bound(max));
      case Flag() -> "`true` or `false`";
      case Literal() -> "any value";
      case Computed() -> "any value, with expressions in its texts";
      case Items(Text(var form)) -> "a list: each " + form.noun();
      case Items(Keys _) -> "a list of mappings";
      case Items(var item) -> "a list: each " + item.describe();
      case Names(var name, Keys(var context)) when context.isSchema() ->
          "a mapping from names to fields";
      case Names _, Keys _, NodeBody _ -> "a mapping";
      case Either(var shapes) ->
          shapes.stream().map(Shape::describe).collect(Collectors.joining(", or "));
    };
  }

  private static String words(List<Option> options) {
    return options.stream()
        .map(option -> "`" + option.word() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String bound(long value) {
    return value == Long.MAX_VALUE || value == Long.MIN_VALUE ? "" : Long.toString(value);
  }

  private static String bound(@Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }

  private static String range(String noun, String min, String max) {
    if (min.isEmpty()) {
      return max.isEmpty() ? noun : noun + " of at most " + max;
    }
    return max.isEmpty() ? noun + " of at least " + min : noun + " from " + min + " to " + max;
  }
}
