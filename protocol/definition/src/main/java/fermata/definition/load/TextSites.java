package fermata.definition.load;

import fermata.definition.expression.Template;
import fermata.definition.expression.TemplateParser;
import fermata.definition.index.FilePaths;
import fermata.definition.index.TextPlace;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.ScopeKind;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Parsed;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and parses the texts of a definition that may hold expressions. */
record TextSites(PromptFiles files) {

  List<TextSite> read(PlacedTree tree) {
    var sites = new ArrayList<TextSite>();
    for (PlacedValue value : tree.values()) {
      if (value.node() instanceof YamlNode.Scalar scalar && mayHoldExpressions(value.shape())) {
        place(value, scalar).ifPresent(place -> sites.add(parse(value, place)));
      }
    }
    return sites;
  }

  private static boolean mayHoldExpressions(Shape shape) {
    return switch (shape) {
      case Shape.Text(var form) ->
          form == TextForm.TEMPLATE || form == TextForm.EXPRESSION || form == TextForm.FILE;
      case Shape.Computed _ -> true;
      case Shape.Choice _,
          Shape.Whole _,
          Shape.Decimal _,
          Shape.Flag _,
          Shape.Literal _,
          Shape.Items _,
          Shape.Names _,
          Shape.Keys _,
          Shape.NodeBody _,
          Shape.Either _ ->
          false;
    };
  }

  private Optional<TextPlace> place(PlacedValue value, YamlNode.Scalar scalar) {
    boolean isFile = value.shape() instanceof Shape.Text(var form) && form == TextForm.FILE;
    if (!isFile) {
      return Optional.of(new TextPlace.InDefinition(scalar));
    }
    return FilePaths.isInside(scalar.text())
        ? files.find(scalar.text()).map(file -> new TextPlace.InFile(scalar.span(), file))
        : Optional.empty();
  }

  private static TextSite parse(PlacedValue value, TextPlace place) {
    // A file that is taken as it is holds no expressions, whatever it looks like.
    return value.scope() == ScopeKind.NONE
        ? new TextSite(value, place, new Parsed<>(new Template(List.of()), List.of()))
        : new TextSite(value, place, TemplateParser.parse(place.text(), value.pointer()));
  }
}
