package fermata.lsp.feature;

import fermata.definition.index.Declaration;
import fermata.definition.index.Reference;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Span;
import fermata.definition.view.Links;
import fermata.lsp.convert.Places;
import fermata.lsp.document.DocumentSnapshot;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;

/**
 * What is kept of a file of the workspace that is not open: what it declares, and what it names of
 * other files. Its text is not.
 *
 * @param version that of an open document; {@link DocumentSnapshot#UNKNOWN_VERSION} for others
 * @param agents the agents that it runs, by name
 * @param links the files that it names
 */
record FileFacts(
    String uri, int version, List<Name> names, List<Mention> agents, List<Mention> links) {

  /** A name that the file declares. */
  record Name(String name, SymbolKind kind, String owner, Range range) {}

  /**
   * A name or path of something in another file.
   *
   * @param range without quotes
   */
  record Mention(String name, Range range, boolean isQuoted) {}

  static FileFacts of(DocumentSnapshot document) {
    var index = document.reading().index();
    return new FileFacts(
        document.uri(),
        document.version(),
        index.declarations().stream()
            .filter(found -> !found.symbol().name().isBlank())
            .map(found -> name(document, found))
            .toList(),
        index.references().stream()
            .filter(found -> found.symbol().kind() == SymbolKind.OTHER_AGENT)
            .filter(found -> found.file() == null)
            .map(found -> mention(document, found))
            .distinct()
            .toList(),
        Links.of(document.reading()).stream()
            .map(link -> mention(document, link.path(), link.span()))
            .toList());
  }

  private static Name name(DocumentSnapshot document, Declaration declared) {
    var symbol = declared.symbol();
    return new Name(
        symbol.name(), symbol.kind(), symbol.owner(), Places.range(document, declared.name()));
  }

  private static Mention mention(DocumentSnapshot document, Reference reference) {
    return mention(document, reference.symbol().name(), reference.span());
  }

  private static Mention mention(DocumentSnapshot document, String name, Span span) {
    String text = document.reading().source().text();
    boolean isAround = span.length() == name.length() + 2;
    Span bare = isAround ? new Span(span.start() + 1, span.end() - 1) : span;
    boolean isQuoted = bare.start() > 0 && "\"'".indexOf(text.charAt(bare.start() - 1)) >= 0;
    return new Mention(name, Places.range(document, bare), isQuoted);
  }

  /** {@return the name of the agent that the file defines} */
  Optional<Name> agent() {
    return names.stream().filter(found -> found.kind() == SymbolKind.AGENT).findFirst();
  }

  VersionedTextDocumentIdentifier id() {
    return new VersionedTextDocumentIdentifier(
        uri, version == DocumentSnapshot.UNKNOWN_VERSION ? null : Integer.valueOf(version));
  }
}
