package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What is known of a value before there is one.
 *
 * <p>Types are gradual: {@link Dyn} is a value of which nothing is known and fits everywhere; a
 * {@link OneOf} fits where one of its choices does. So a problem is reported only for what cannot
 * be right, and the rest is decided by the value at run time.
 */
public sealed interface Type {

  /** Any value. */
  record Dyn() implements Type {
    @Override
    public String toString() {
      return "any";
    }
  }

  /** The type of {@code null}. */
  record Null() implements Type {
    @Override
    public String toString() {
      return "null";
    }
  }

  /** {@code true} or {@code false}. */
  record Bool() implements Type {
    @Override
    public String toString() {
      return "bool";
    }
  }

  /** A 64-bit integer. */
  record Int() implements Type {
    @Override
    public String toString() {
      return "int";
    }
  }

  /** A 64-bit floating-point number. */
  record Real() implements Type {
    @Override
    public String toString() {
      return "double";
    }
  }

  /**
   * A text.
   *
   * @param values the only texts that it can be, in order; empty when it can be any
   */
  record Text(List<String> values) implements Type {

    public Text {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return values.isEmpty()
          ? "string"
          : values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(" | "));
    }
  }

  /** A point in time; its text is RFC 3339. */
  record Timestamp() implements Type {
    @Override
    public String toString() {
      return "timestamp";
    }
  }

  /** A length of time; its text is seconds with an {@code s}, such as {@code 1.5s}. */
  record Duration() implements Type {
    @Override
    public String toString() {
      return "duration";
    }
  }

  /** What {@code type(x)} gives. */
  record Kind() implements Type {
    @Override
    public String toString() {
      return "type";
    }
  }

  /** A list of which every element has one type. */
  record ListOf(Type element) implements Type {
    @Override
    public String toString() {
      return "list(" + element + ")";
    }
  }

  /** A map with keys that are not known, and values of one type. */
  record MapOf(Type value) implements Type {
    @Override
    public String toString() {
      return "map(" + value + ")";
    }
  }

  /**
   * An object of which the members are known.
   *
   * @param fields member to type, in order
   * @param isOpen whether there may be members besides; those can be anything
   */
  record Structure(SequencedMap<String, Type> fields, boolean isOpen) implements Type {

    /** The most members that {@code toString} writes. */
    public static final int SHOWN_FIELDS_MAX = 12;

    public Structure {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      var shown =
          new ArrayList<>(
              fields.entrySet().stream()
                  .limit(SHOWN_FIELDS_MAX)
                  .map(field -> field.getKey() + ": " + field.getValue())
                  .toList());
      if (isOpen || fields.size() > SHOWN_FIELDS_MAX) {
        shown.add("…");
      }
      return "{" + String.join(", ", shown) + "}";
    }
  }

  /** One of several types; made by {@link #of} only, so that equal choices are equal types. */
  record OneOf(List<Type> choices) implements Type {

    /** More choices than this are any type: no message about them would help. */
    public static final int CHOICES_MAX = 8;

    public OneOf {
      choices = List.copyOf(choices);
    }

    /** {@return the type of a value that has one of these types; any for none} */
    public static Type of(List<Type> choices) {
      var flat = new LinkedHashSet<Type>();
      for (Type choice : choices) {
        flat.addAll(choice instanceof OneOf(var inner) ? inner : List.of(choice));
      }
      if (flat.isEmpty() || flat.size() > CHOICES_MAX || flat.contains(Types.DYN)) {
        return Types.DYN;
      }
      return flat.size() == 1 ? flat.getFirst() : new OneOf(List.copyOf(flat));
    }

    @Override
    public String toString() {
      return equals(Types.NUMBER)
          ? "number"
          : choices.stream().map(Type::toString).collect(Collectors.joining(" or "));
    }
  }

  /**
   * {@return the type of the values that a JSON Schema 2020-12 allows, as far as types can say it}
   *
   * <p>Never narrower than the schema: what is not understood is {@link Types#DYN}.
   */
  static Type ofSchema(JsonNode jsonSchema) {
    return SchemaTypes.typeOf(jsonSchema);
  }

  /** {@return the choices of this type: itself, but for a {@link OneOf}} */
  default List<Type> alternatives() {
    return this instanceof OneOf(var choices) ? choices : List.of(this);
  }

  /**
   * Whether a value of the other type can stand where this one is expected: whether one of its
   * alternatives fits one of ours.
   */
  default boolean accepts(Type other) {
    for (Type ours : alternatives()) {
      for (Type theirs : other.alternatives()) {
        if (TypeMatch.fits(ours, theirs)) {
          return true;
        }
      }
    }
    return false;
  }
}
