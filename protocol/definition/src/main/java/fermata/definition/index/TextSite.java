package fermata.definition.index;

import fermata.definition.expression.Template;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.Parsed;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that may hold expressions, parsed.
 *
 * @param value where it stands in the definition; for a text of a file, the path that names it
 * @param template spans count from the start of the place's text
 */
public record TextSite(PlacedValue value, TextPlace place, Parsed<Template> template) {

  /** {@return the expressions in it, in order} */
  public List<Template.Part.Hole> holes() {
    var holes = new ArrayList<Template.Part.Hole>(1);
    for (Template.Part part : template.value().parts()) {
      if (part instanceof Template.Part.Hole hole) {
        holes.add(hole);
      }
    }
    return List.copyOf(holes);
  }
}
