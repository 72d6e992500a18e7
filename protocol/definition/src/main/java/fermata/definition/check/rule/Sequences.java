package fermata.definition.check.rule;

import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The lists of a definition that hold texts of a form. */
public final class Sequences {

  private Sequences() {}

  /** {@return the lists whose items are texts of a form, in the order of the file} */
  public static List<YamlNode.Sequence> of(CheckContext context, TextForm form) {
    var found = new ArrayList<YamlNode.Sequence>();
    for (PlacedValue value : context.tree().lists()) {
      if (value.shape() instanceof Shape.Items(Shape.Text(var item))
          && item == form
          && value.node() instanceof YamlNode.Sequence sequence) {
        found.add(sequence);
      }
    }
    return found;
  }

  /** {@return the items that are texts, with the nodes they are written as} */
  public static SequencedMap<YamlNode, String> texts(YamlNode.Sequence sequence) {
    SequencedMap<YamlNode, String> texts = new LinkedHashMap<>();
    for (YamlNode item : sequence.items()) {
      if (YamlValues.resolved(item) instanceof YamlNode.Scalar scalar) {
        texts.put(item, scalar.text());
      }
    }
    return texts;
  }

  /** Whether a pattern that ends in {@code *} fits another text. */
  public static boolean covers(String pattern, String text) {
    return pattern.endsWith("*")
        && !pattern.equals(text)
        && text.startsWith(pattern.substring(0, pattern.length() - 1));
  }
}
