package fermata.definition.index;

import fermata.definition.expression.Template;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.text.Parsed;
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
    return template.value().parts().stream()
        .filter(Template.Part.Hole.class::isInstance)
        .map(Template.Part.Hole.class::cast)
        .toList();
  }
}
