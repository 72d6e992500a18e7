package fermata.lsp.feature;

import fermata.definition.assist.Definitions;
import fermata.definition.assist.Definitions.Target;
import fermata.definition.index.FileSpan;
import fermata.definition.index.Symbol;
import fermata.definition.naming.Mention;
import fermata.definition.naming.Mentions;
import fermata.definition.text.Span;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.Symbols;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.BesideFile;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Ways through a document and to the files beside it: definition, references, outline. */
public final class NavigationFeature {

  private final AgentNames agents;

  /** Ways through documents and the files of their workspace. */
  public NavigationFeature(DocumentStore documents, WorkspaceIndex index) {
    agents = new AgentNames(documents, index);
  }

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
      case Target.InFile(var place) ->
          BesideFile.find(document, place.path())
              .map(file -> new Location(file.uri(), Places.range(file, place.span())));
      case Target.OfFile(var path) ->
          AgentFiles.beside(document.uri(), path)
              .map(uri -> new Location(uri, new Range(new Position(0, 0), new Position(0, 0))));
      case Target.OfAgent(var name) ->
          AgentFiles.definitionOf(document.uri(), name)
              .map(
                  found ->
                      new Location(
                          found.uri(),
                          new Range(
                              new Position(found.line(), found.column()),
                              new Position(found.line(), found.column() + name.length()))));
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

  /**
   * {@return every mention of the name at a position, in the order of the file; of an agent those
   * in all files of the workspace}
   */
  public List<Location> references(
      DocumentSnapshot document,
      Position position,
      boolean withDeclaration,
      BooleanSupplier isCancelled) {
    UsedName name = UsedName.at(document, Places.offset(document, position));
    Optional<Symbol> agent = AgentNames.at(name.document(), name.offset());
    if (agent.isPresent()) {
      return agents.references(name.document(), agent.get(), withDeclaration, isCancelled);
    }
    return Mentions.at(name.document().reading(), name.offset()).stream()
        .filter(mention -> withDeclaration || mention.kind() != Mention.Kind.DECLARED)
        .flatMap(mention -> location(name.document(), mention).stream())
        .toList();
  }

  private static Optional<Location> location(DocumentSnapshot document, Mention mention) {
    FileSpan inFile = mention.file();
    if (inFile == null) {
      return Optional.of(location(document, mention.span()));
    }
    return BesideFile.find(document, inFile.path())
        .map(file -> new Location(file.uri(), Places.range(file, inFile.span())));
  }

  /** {@return the mentions within the document of the name at a position} */
  public List<DocumentHighlight> highlights(DocumentSnapshot document, Position position) {
    return Mentions.here(document.reading(), Places.offset(document, position)).stream()
        .map(
            mention ->
                new DocumentHighlight(
                    Places.range(document, mention.span()), Symbols.highlight(mention.kind())))
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
