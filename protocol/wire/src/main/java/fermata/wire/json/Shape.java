package fermata.wire.json;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.SequencedMap;

/**
 * The form that a Java type has as JSON. Reading, writing and the protocol document all follow it,
 * so none of them can know a member that the others do not.
 *
 * <p>A record is an object with its components as members: a component marked {@code @Nullable} may
 * be absent and is then not written; every other must be there. Unknown members are ignored.
 */
public sealed interface Shape {

  /** A string. */
  record Text() implements Shape {}

  /** A point in time, as ISO 8601 in UTC. */
  record Time() implements Shape {}

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {}

  /** An integer of 32 bits when {@code isInt}, else of 64. */
  record Whole(boolean isInt) implements Shape {}

  /** A number with a fraction; exact when {@code isDecimal}. */
  record Real(boolean isDecimal) implements Shape {}

  /** Any JSON value, {@code null} included; only an object when {@code isObject}. */
  record Any(boolean isObject) implements Shape {}

  /** One of some words; others are refused. */
  record Choice(SequencedMap<String, Enum<?>> words) implements Shape {}

  /** One of some words, or a word from a newer peer. */
  record OpenChoice(Constructor<?> constructor, List<String> known) implements Shape {}

  /** An array. */
  record ListOf(Shape element) implements Shape {}

  /** An object with keys that are data. */
  record MapOf(Shape value) implements Shape {}

  /** A reference to the shape of a record or union, resolved late because records may nest. */
  record Named(Class<?> type) implements Shape {

    /** {@return the shape itself} */
    public Shape resolve() {
      return ShapeTable.of(type);
    }
  }

  /** An object with the components of a record. */
  record Structure(Class<?> type, Constructor<?> constructor, List<Member> members)
      implements Shape {}

  /** An object that one member tells apart. */
  record OneOf(Class<?> type, String tag, SequencedMap<String, Structure> cases) implements Shape {}

  /**
   * One component of a record.
   *
   * @param name as in JSON
   * @param shape of its value
   * @param isOptional whether it may be absent
   * @param doc what it means; empty where the record says nothing
   * @param isUntrusted whether it is what models, tools, files or other clients have written
   */
  record Member(
      String name,
      Shape shape,
      boolean isOptional,
      String doc,
      boolean isUntrusted,
      Accessor accessor) {}

  /**
   * {@return the shape of a record, or of a sealed interface of records that is marked {@link
   * Union}}
   */
  static Shape of(Class<?> type) {
    return ShapeTable.of(type);
  }
}
