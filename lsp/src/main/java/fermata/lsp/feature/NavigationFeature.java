package fermata.lsp.feature;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Symbol;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.Symbols;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;

/** Ways through a document: definition, references, outline. Stateless. */
public final class NavigationFeature {

  /** {@return where the name at a position is declared; empty where it is not} */
  public List<Location> definition(DocumentSnapshot document, Position position) {
    DefinitionIndex index = document.analysis().index();
    return symbolAt(document, position)
        .flatMap(index::findDeclaration)
        .map(found -> location(document, found))
        .stream()
        .toList();
  }

  /** {@return every mention of the name at a position, in the order of the file} */
  public List<Location> references(
      DocumentSnapshot document, Position position, boolean withDeclaration) {
    Optional<Symbol> symbol = symbolAt(document, position);
    if (symbol.isEmpty()) {
      return List.of();
    }
    DefinitionIndex index = document.analysis().index();
    Stream<Location> declared =
        index.declarations().stream()
            .filter(found -> withDeclaration && found.symbol().equals(symbol.get()))
            .map(found -> location(document, found));
    Stream<Location> mentioned =
        index.referencesTo(symbol.get()).stream()
            .map(
                found ->
                    new Location(document.uri(), Places.range(document.lines(), found.span())));
    return Stream.concat(declared, mentioned).toList();
  }

  /** {@return the outline: the agent, its sections and its nodes} */
  public List<DocumentSymbol> symbols(DocumentSnapshot document) {
    return Symbols.of(document);
  }

  private static Optional<Symbol> symbolAt(DocumentSnapshot document, Position position) {
    int offset = Places.offset(document.lines(), position);
    return document.analysis().index().findSymbolAt(offset);
  }

  private static Location location(DocumentSnapshot document, Declaration found) {
    return new Location(document.uri(), Places.range(document.lines(), found.name()));
  }
}
