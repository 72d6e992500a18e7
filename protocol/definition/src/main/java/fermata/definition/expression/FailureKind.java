package fermata.definition.expression;

/** Why an expression had no value. The names are part of what a definition's author sees. */
public enum FailureKind {
  /** A name, member or element has no value. {@code has} and {@code coalesce} ask about this. */
  UNSET("expression.unset"),
  /** A function or operator was given values of types that it does not take. */
  TYPE("expression.type"),
  /** A number, timestamp or duration beyond its range. */
  OVERFLOW("expression.overflow"),
  /** An integer divided by zero. */
  DIVISION("expression.division"),
  /** A text that cannot be read as what it was to become, or a broken pattern. */
  CONVERSION("expression.conversion"),
  /** A map with two equal keys. */
  DUPLICATE("expression.duplicate"),
  /** A value that JSON cannot hold, such as infinity. */
  JSON("expression.json"),
  /** More work than one evaluation may do. */
  BUDGET("expression.budget"),
  /** The expression itself is broken; a definition with such an expression does not load. */
  SYNTAX("expression.syntax");

  private final String wireName;

  FailureKind(String wireName) {
    this.wireName = wireName;
  }

  /** {@return the name in failures and events} */
  public String wireName() {
    return wireName;
  }
}
