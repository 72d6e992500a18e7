package fermata.definition.assist;

import fermata.definition.keys.Key;
import fermata.definition.keys.ScopeKind;
import fermata.definition.keys.Shape;
import java.util.ArrayList;

/** What there is to say of a key of the language, as Markdown. */
final class KeyText {

  private KeyText() {}

  static String of(Key key) {
    var parts = new ArrayList<String>();
    if (!key.doc().isEmpty()) {
      parts.add(key.doc());
    }
    parts.add(facts(key));
    if (key.scope() != ScopeKind.NONE) {
      parts.add("Names in expressions: " + key.scope().names());
    }
    return String.join("\n\n", parts);
  }

  private static String facts(Key key) {
    var facts = new ArrayList<String>();
    facts.add("Value: " + key.shape().describe());
    if (key.isRequired()) {
      facts.add("Required");
    }
    if (!key.defaultText().isEmpty()) {
      facts.add("Default: " + key.defaultText());
    }
    return String.join("  \n", facts);
  }

  /** {@return the kind of value in a word or two, for a line of a list} */
  static String kind(Shape shape) {
    return switch (shape) {
      case Shape.Text(var form) -> stem(form.noun());
      case Shape.Choice _ -> "choice";
      case Shape.Whole _ -> "whole number";
      case Shape.Decimal _ -> "number";
      case Shape.Flag _ -> "true or false";
      case Shape.Literal _, Shape.Computed _ -> "any value";
      case Shape.Items _ -> "list";
      case Shape.Names _, Shape.Keys _, Shape.NodeBody _ -> "mapping";
      case Shape.Either(var shapes) -> kind(shapes.getFirst());
    };
  }

  /** {@return a noun without its examples} */
  private static String stem(String noun) {
    int end = noun.indexOf(" such as ");
    int other = noun.indexOf(" as `");
    int cut = end < 0 ? other : end;
    return cut < 0 ? noun : noun.substring(0, cut);
  }
}
