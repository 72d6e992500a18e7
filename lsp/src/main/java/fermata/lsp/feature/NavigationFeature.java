package fermata.lsp.feature;

import fermata.definition.assist.Definitions;
import fermata.definition.assist.Definitions.Target;
import fermata.definition.text.Span;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.Symbols;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Ways through a document and to the files beside it: definition, references, outline. */
public final class NavigationFeature {

  /** {@return where the name at a position is declared; empty where it is not} */
  public List<Location> definition(DocumentSnapshot document, Position position) {
    int offset = Places.offset(document, position);
    return Definitions.declarations(document.reading(), offset).stream()
        .flatMap(target -> location(document, target).stream())
        .toList();
  }

  private static Optional<Location> location(DocumentSnapshot document, Target target) {
    return switch (target) {
      case Target.Here(var span) -> Optional.of(location(document, span));
      case Target.OfFile(var path) ->
          AgentFiles.beside(document.uri(), path)
              .map(uri -> new Location(uri, new Range(new Position(0, 0), new Position(0, 0))));
      case Target.OfTool(var name) ->
          AgentFiles.declarationOf(document.uri(), name)
              .map(
                  found ->
                      new Location(
                          found.uri(),
                          new Range(
                              new Position(found.line(), found.column()),
                              new Position(found.line(), found.column() + name.length()))));
    };
  }

  /** {@return every mention of the name at a position, in the order of the file} */
  public List<Location> references(
      DocumentSnapshot document, Position position, boolean withDeclaration) {
    int offset = Places.offset(document, position);
    return Definitions.mentions(document.reading(), offset, withDeclaration).stream()
        .map(span -> location(document, span))
        .toList();
  }

  /** {@return the outline: the agent, its sections and its nodes} */
  public List<DocumentSymbol> symbols(DocumentSnapshot document) {
    return Symbols.of(document);
  }

  private static Location location(DocumentSnapshot document, Span span) {
    return new Location(document.uri(), Places.range(document, span));
  }
}
