package fermata.definition.keys;

import fermata.definition.yaml.ScalarForm;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;

/** What a YAML value is, seen as JSON. */
public enum NodeForm {
  MAPPING("a mapping"),
  SEQUENCE("a list"),
  TEXT("a text"),
  INTEGER("a whole number"),
  DECIMAL("a number"),
  FLAG("true or false"),
  NULL("null"),
  ABSENT("nothing");

  private final String noun;

  NodeForm(String noun) {
    this.noun = noun;
  }

  /** {@return what was found, for messages} */
  public String noun() {
    return noun;
  }

  /** Whether it is one value on its own. */
  public boolean isScalar() {
    return switch (this) {
      case TEXT, INTEGER, DECIMAL, FLAG, NULL -> true;
      case MAPPING, SEQUENCE, ABSENT -> false;
    };
  }

  /** {@return the form of a node whose aliases are resolved} */
  public static NodeForm of(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping _ -> MAPPING;
      case YamlNode.Sequence _ -> SEQUENCE;
      case YamlNode.Absent _, YamlNode.Alias _ -> ABSENT;
      case YamlNode.Scalar scalar -> of(YamlValues.form(scalar));
    };
  }

  private static NodeForm of(ScalarForm form) {
    return switch (form) {
      case TEXT -> TEXT;
      case INTEGER -> INTEGER;
      case DECIMAL -> DECIMAL;
      case FLAG -> FLAG;
      case NULL -> NULL;
    };
  }
}
