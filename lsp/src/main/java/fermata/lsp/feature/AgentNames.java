package fermata.lsp.feature;

import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.naming.Renames;
import fermata.definition.naming.Renaming;
import fermata.lsp.convert.EditStyle;
import fermata.lsp.convert.Places;
import fermata.lsp.convert.WorkspaceEdits;
import fermata.lsp.document.AgentFiles;
import fermata.lsp.document.AgentFiles.FilePlace;
import fermata.lsp.document.DocumentSnapshot;
import fermata.lsp.document.DocumentStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;

/**
 * Names of agents, which files mention that the definition does not name: whoever runs an agent
 * names it, and nothing in the agent says who does.
 */
final class AgentNames {

  private final DocumentStore documents;
  private final WorkspaceIndex index;

  AgentNames(DocumentStore documents, WorkspaceIndex index) {
    this.documents = documents;
    this.index = index;
  }

  /** The definition of an agent, and where its name stands in it. */
  private record Defined(DocumentSnapshot document, Declaration name) {}

  /** {@return the agent whose name stands at an offset, its own or that of one that it runs} */
  static Optional<Symbol> at(DocumentSnapshot document, int offset) {
    return document
        .reading()
        .index()
        .findSymbolAt(offset)
        .filter(
            symbol -> symbol.kind() == SymbolKind.AGENT || symbol.kind() == SymbolKind.OTHER_AGENT);
  }

  /** {@return the name at an offset of an agent that is defined elsewhere, and can be found} */
  Optional<Range> mentionAt(DocumentSnapshot document, int offset) {
    Position position = Places.position(document, offset);
    return at(document, offset)
        .filter(symbol -> symbol.kind() == SymbolKind.OTHER_AGENT)
        .filter(symbol -> defined(document, symbol).isPresent())
        .flatMap(
            _ ->
                FileFacts.of(document).agents().stream()
                    .map(FileFacts.Mention::range)
                    .filter(range -> range.getStart().getLine() == position.getLine())
                    .filter(range -> isAround(range, position.getCharacter()))
                    .findFirst());
  }

  private static boolean isAround(Range range, int column) {
    return range.getStart().getCharacter() - 1 <= column
        && column <= range.getEnd().getCharacter() + 1;
  }

  /** {@return every mention of an agent in the workspace, its own name first} */
  List<Location> references(
      DocumentSnapshot document,
      Symbol agent,
      boolean withDeclaration,
      BooleanSupplier isCancelled) {
    Optional<Defined> defined = defined(document, agent);
    var found = new ArrayList<Location>();
    if (withDeclaration) {
      defined.ifPresent(
          there ->
              found.add(
                  new Location(
                      there.document().uri(),
                      Places.range(there.document(), there.name().name()))));
    }
    String home = defined.map(there -> there.document().uri()).orElse("");
    mentions(document, agent.name(), home, isCancelled)
        .forEach(
            (file, all) -> all.forEach(one -> found.add(new Location(file.uri(), one.range()))));
    return found;
  }

  /** {@return the edits that give an agent another name, wherever it is run} */
  Renamed rename(DocumentSnapshot document, Symbol agent, String name, EditStyle style) {
    Optional<Defined> defined = defined(document, agent);
    if (defined.isEmpty()) {
      return new Renamed.Refused("there is no agent '" + agent.name() + "' here");
    }
    DocumentSnapshot home = defined.get().document();
    Renaming own = Renames.rename(home.reading(), defined.get().name().name().start(), name);
    if (own instanceof Renaming.Refused(var reason)) {
      return new Renamed.Refused(reason);
    }
    if (!agent.name().equals(name) && AgentFiles.definitionOf(home.uri(), name).isPresent()) {
      return new Renamed.Refused("there is an agent '" + name + "' already");
    }
    return new Renamed.Edits(edits(home, own, agent.name(), name, style));
  }

  /** What came of giving an agent another name. */
  sealed interface Renamed {

    record Edits(WorkspaceEdit edit) implements Renamed {}

    record Refused(String reason) implements Renamed {}
  }

  private WorkspaceEdit edits(
      DocumentSnapshot home, Renaming own, String before, String name, EditStyle style) {
    Map<VersionedTextDocumentIdentifier, List<TextEdit>> all = new LinkedHashMap<>();
    if (own instanceof Renaming.Edits(var here, _)) {
      all.computeIfAbsent(FileFacts.of(home).id(), _ -> new ArrayList<>())
          .addAll(here.stream().map(edit -> Places.edit(home, edit)).toList());
    }
    mentions(home, before, home.uri(), () -> false)
        .forEach(
            (file, found) ->
                all.computeIfAbsent(file.id(), _ -> new ArrayList<>())
                    .addAll(found.stream().map(one -> new TextEdit(one.range(), name)).toList()));
    return WorkspaceEdits.of(all, style);
  }

  private Map<FileFacts, List<FileFacts.Mention>> mentions(
      DocumentSnapshot document, String name, String home, BooleanSupplier isCancelled) {
    Map<FileFacts, List<FileFacts.Mention>> found = new LinkedHashMap<>();
    for (FileFacts file : index.around(document, isCancelled)) {
      List<FileFacts.Mention> here =
          file.agents().stream().filter(one -> one.name().equals(name)).toList();
      if (!here.isEmpty() && means(file, name, home)) {
        found.put(file, here);
      }
    }
    return found;
  }

  /** Two agents of one name may stand in two folders; a file runs the one that is nearer to it. */
  private static boolean means(FileFacts file, String name, String home) {
    return AgentFiles.definitionOf(file.uri(), name)
        .map(FilePlace::uri)
        .map(uri -> AgentFiles.pathOf(uri).equals(AgentFiles.pathOf(home)))
        .orElse(true);
  }

  private Optional<Defined> defined(DocumentSnapshot document, Symbol agent) {
    Optional<DocumentSnapshot> home =
        agent.kind() == SymbolKind.AGENT
            ? Optional.of(document)
            : AgentFiles.definitionOf(document.uri(), agent.name())
                .map(FilePlace::uri)
                .flatMap(this::document);
    return home.flatMap(
        there ->
            there
                .reading()
                .index()
                .findDeclaration(Symbol.of(SymbolKind.AGENT, agent.name()))
                .map(name -> new Defined(there, name)));
  }

  private Optional<DocumentSnapshot> document(String uri) {
    return documents
        .find(uri)
        .or(() -> AgentFiles.pathOf(uri).flatMap(path -> documents.onDisk(path, new AgentFiles())));
  }
}
