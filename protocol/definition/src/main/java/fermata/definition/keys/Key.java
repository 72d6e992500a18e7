package fermata.definition.keys;

/**
 * One key of the language.
 *
 * @param doc one or two sentences
 * @param isRequired whether the mapping must have it
 * @param defaultText what holds without it; empty where that is nothing
 * @param isServed whether this version does what it says; one that is not served is an error of its
 *     own, so that nothing is silently ignored
 * @param scope the names that expressions in its value may use
 */
public record Key(
    String name,
    Shape shape,
    String doc,
    boolean isRequired,
    String defaultText,
    boolean isServed,
    ScopeKind scope) {

  static Key of(String name, Shape shape, String doc) {
    return new Key(name, shape, doc, false, "", true, ScopeKind.NONE);
  }

  /** {@return a key of the whole language that this version refuses} */
  static Key later(String name) {
    return new Key(name, new Shape.Literal(), "", false, "", false, ScopeKind.NONE);
  }

  Key required() {
    return new Key(name, shape, doc, true, defaultText, isServed, scope);
  }

  Key optional() {
    return new Key(name, shape, doc, false, defaultText, isServed, scope);
  }

  Key orElse(String text) {
    return new Key(name, shape, doc, isRequired, text, isServed, scope);
  }

  Key within(ScopeKind kind) {
    return new Key(name, shape, doc, isRequired, defaultText, isServed, kind);
  }
}
