package fermata.definition.view;

import fermata.definition.index.FilePaths;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Finds the places that name files. */
public final class Links {

  private Links() {}

  /** {@return the links to files that are in the folder of the definition or below} */
  public static List<Link> of(ReadAgent agent) {
    return agent.layout().values().stream()
        .flatMap(value -> link(value).stream())
        .distinct()
        .toList();
  }

  private static Optional<Link> link(PlacedValue value) {
    return value.shape() instanceof Shape.Text(var form)
            && (form == TextForm.FILE || form == TextForm.INCLUDE)
            && value.node() instanceof YamlNode.Scalar scalar
            && FilePaths.isInside(scalar.text())
        ? Optional.of(
            new Link(
                scalar.origins().sourceSpan(new Span(0, scalar.text().length())), scalar.text()))
        : Optional.empty();
  }
}
