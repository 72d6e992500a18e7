package fermata.definition.yaml;

/** How a scalar is written. Only a plain scalar without a tag is resolved to a number or a flag. */
public enum ScalarStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL,
  FOLDED
}
