package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.ordered.OrderedMaps;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

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
      return TypeText.of(this);
    }
  }

  /** The type of {@code null}. */
  record Null() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** {@code true} or {@code false}. */
  record Bool() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A 64-bit integer. */
  record Int() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A 64-bit floating-point number. */
  record Real() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /**
   * A text.
   *
   * @param values the only texts that it can be, in order; empty when it can be any
   */
  record Text(List<String> values) implements Type {

    /** More values than this are any text. */
    public static final int VALUES_MAX = 100;

    public Text {
      values = values.size() > VALUES_MAX ? List.of() : List.copyOf(values);
    }

    /** {@return the type of a text that is one of either} */
    Text or(Text other) {
      if (values.isEmpty() || other.values.isEmpty()) {
        return new Text(List.of());
      }
      var all = new LinkedHashSet<>(other.values);
      all.addAll(values);
      return new Text(List.copyOf(all));
    }

    /** Whether no text is of both types. */
    boolean isDisjoint(Text other) {
      return !values.isEmpty()
          && !other.values.isEmpty()
          && other.values.stream().noneMatch(values::contains);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A point in time; its text is RFC 3339. */
  record Timestamp() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A length of time; its text is seconds with an {@code s}, such as {@code 1.5s}. */
  record Duration() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** What {@code type(x)} gives. */
  record Kind() implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A list of which every element has one type. */
  record ListOf(Type element) implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** A map with keys that are not known, and values of one type. */
  record MapOf(Type value) implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /**
   * An object of which the members are known.
   *
   * @param fields member to type, in order
   * @param isOpen whether there may be members besides; those can be anything
   */
  record Structure(SequencedMap<String, Type> fields, boolean isOpen) implements Type {

    public Structure {
      fields = OrderedMaps.copyOf(fields);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
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
      if (choices.size() == 1 && !(choices.getFirst() instanceof OneOf)) {
        return choices.getFirst();
      }
      var flat = new LinkedHashSet<Type>();
      for (Type choice : choices) {
        choice.alternatives().forEach(part -> add(part, flat));
      }
      if (flat.isEmpty() || flat.size() > CHOICES_MAX || flat.contains(Types.DYN)) {
        return Types.DYN;
      }
      return flat.size() == 1 ? flat.getFirst() : new OneOf(List.copyOf(flat));
    }

    // Texts are one choice, with all their values together.
    private static void add(Type part, LinkedHashSet<Type> flat) {
      var other = flat.stream().filter(Text.class::isInstance).map(Text.class::cast).findFirst();
      if (part instanceof Text text && other.isPresent()) {
        flat.remove(other.get());
        flat.add(text.or(other.get()));
      } else {
        flat.add(part);
      }
    }

    @Override
    public String toString() {
      return TypeText.of(this);
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
