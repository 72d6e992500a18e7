package fermata.lsp.feature;

import fermata.definition.text.FileForm;
import fermata.lsp.document.DocumentSnapshot;

/**
 * A name where all of its mentions can be found from: one in a prompt is declared by the definition
 * that names the prompt.
 */
record UsedName(DocumentSnapshot document, int offset) {

  static UsedName at(DocumentSnapshot document, int offset) {
    boolean isProse = document.reading().source().form() == FileForm.PROSE;
    return !isProse
        ? new UsedName(document, offset)
        : document
            .user()
            .flatMap(
                user ->
                    document
                        .reading()
                        .index()
                        .findSymbolAt(offset)
                        .flatMap(symbol -> user.reading().index().findDeclaration(symbol))
                        .map(declared -> new UsedName(user, declared.name().start())))
            .orElseGet(() -> new UsedName(document, offset));
  }
}
