package fermata.lsp.document;

import fermata.definition.load.NamedFiles;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import java.util.Optional;

/** A file that a document names, as it was when the document was read. */
public record BesideFile(String uri, LineIndex lines, ColumnUnit unit) {

  /** {@return the file of a path that a document names or includes} */
  public static Optional<BesideFile> find(DocumentSnapshot document, String path) {
    return NamedFiles.of(document.reading())
        .find(path)
        .flatMap(
            file ->
                AgentFiles.beside(document.uri(), path)
                    .map(uri -> new BesideFile(uri, LineIndex.of(file.text()), document.unit())));
  }
}
