package fermata.lsp.feature;

import com.google.gson.JsonObject;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Span;
import fermata.definition.view.Fold;
import fermata.definition.view.Folds;
import fermata.definition.view.Links;
import fermata.definition.view.RunPlace;
import fermata.definition.view.RunPlaces;
import fermata.definition.view.Selections;
import fermata.lsp.convert.Places;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SelectionRange;
import org.jspecify.annotations.Nullable;

/** How a document is shown: folds, selections that grow, links, and where a run starts. */
public final class ViewFeature {

  /** {@return what can be folded} */
  public List<FoldingRange> folds(DocumentSnapshot document) {
    return Folds.of(document.reading()).stream().map(ViewFeature::range).toList();
  }

  private static FoldingRange range(Fold fold) {
    var range = new FoldingRange(fold.startLine(), fold.endLine());
    if (fold.kind() == Fold.Kind.COMMENT) {
      range.setKind(FoldingRangeKind.Comment);
    }
    return range;
  }

  /** {@return for each position what a selection there grows to} */
  public List<SelectionRange> selections(DocumentSnapshot document, List<Position> positions) {
    return positions.stream().map(position -> selection(document, position)).toList();
  }

  private static SelectionRange selection(DocumentSnapshot document, Position position) {
    int offset = Places.offset(document, position);
    @Nullable SelectionRange outer = null;
    for (Span span : Selections.around(document.reading(), offset).reversed()) {
      outer = new SelectionRange(Places.range(document, span), outer);
    }
    return outer == null ? new SelectionRange() : outer;
  }

  /** {@return the links to files that are there} */
  public List<DocumentLink> links(DocumentSnapshot document) {
    return Links.of(document.reading()).stream()
        .flatMap(
            link ->
                AgentFiles.beside(document.uri(), link.path())
                    .map(uri -> new DocumentLink(Places.range(document, link.span()), uri))
                    .stream())
        .toList();
  }

  /** {@return a lens for each place where a run can be started by a click} */
  public List<CodeLens> lenses(DocumentSnapshot document) {
    return RunPlaces.of(document.reading()).stream().map(place -> lens(document, place)).toList();
  }

  /** {@return a lens beside each of those, for an editor whose extension debugs} */
  public List<CodeLens> debugLenses(DocumentSnapshot document) {
    return RunPlaces.of(document.reading()).stream()
        .map(place -> lens(document, place, "Debug", "fermata.debug"))
        .toList();
  }

  private static CodeLens lens(DocumentSnapshot document, RunPlace place) {
    return lens(document, place, "Run", "fermata.run");
  }

  private static CodeLens lens(
      DocumentSnapshot document, RunPlace place, String verb, String name) {
    var argument = new JsonObject();
    argument.addProperty("uri", document.uri());
    Optional<String> entry =
        Optional.of(place.entry()).filter(from -> !from.equals(AgentDefinition.DEFAULT_ENTRY));
    entry.ifPresent(from -> argument.addProperty("entry", from));
    String title = entry.map(from -> verb + " from '" + from + "'").orElse(verb);
    var command = new Command(title, name, List.of(argument));
    return new CodeLens(Places.range(document, place.span()), command, null);
  }
}
