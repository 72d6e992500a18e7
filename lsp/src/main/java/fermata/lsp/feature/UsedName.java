package fermata.lsp.feature;

import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Symbol;
import fermata.lsp.document.DocumentSnapshot;
import java.util.Optional;

/**
 * A name where all of its mentions can be found from: one in a prompt or a part is known to the
 * definition that names or includes the file.
 */
record UsedName(DocumentSnapshot document, int offset) {

  static UsedName at(DocumentSnapshot document, int offset) {
    return document
        .user()
        .flatMap(
            user ->
                document
                    .reading()
                    .index()
                    .findSymbolAt(offset)
                    .flatMap(symbol -> place(user.reading().index(), symbol))
                    .map(place -> new UsedName(user, place)))
        .orElseGet(() -> new UsedName(document, offset));
  }

  /** {@return where a definition declares a symbol itself, or mentions one of a part} */
  private static Optional<Integer> place(DefinitionIndex index, Symbol symbol) {
    return index
        .findDeclaration(symbol)
        .map(declared -> declared.name().start())
        .or(
            () ->
                index.referencesTo(symbol).stream()
                    .filter(found -> found.file() == null)
                    .map(found -> found.span().start())
                    .findFirst());
  }
}
