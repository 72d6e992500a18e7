package fermata.definition.selector;

/** What a selector says of an event. */
public enum SelectorVerdict {
  MATCHES,
  DIFFERS,
  /** Its {@code when} has no value, or none that is true or false. Not a match. */
  BROKEN
}
