package fermata.definition.keys;

/**
 * One key of the language.
 *
 * @param doc one or two sentences
 * @param isRequired whether the mapping must have it
 * @param defaultText what holds without it; empty where that is nothing
 * @param scope the names that expressions in its value may use
 */
public record Key(
    String name, Shape shape, String doc, boolean isRequired, String defaultText, ScopeKind scope) {

  static Key of(String name, Shape shape, String doc) {
    return new Key(name, shape, doc, false, "", ScopeKind.NONE);
  }

  Key required() {
    return new Key(name, shape, doc, true, defaultText, scope);
  }

  Key optional() {
    return new Key(name, shape, doc, false, defaultText, scope);
  }

  Key orElse(String text) {
    return new Key(name, shape, doc, isRequired, text, scope);
  }

  Key within(ScopeKind kind) {
    return new Key(name, shape, doc, isRequired, defaultText, kind);
  }
}
