package fermata.lsp.document;

import fermata.definition.load.NamedFiles;
import fermata.definition.text.FileForm;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import java.util.Optional;

/** A file that a document names, as it was when the document was read. */
public record BesideFile(String uri, LineIndex lines, ColumnUnit unit) {

  /** A file of prose names nothing; what it may read stands in the definition that names it. */
  private static NamedFiles texts(DocumentSnapshot document) {
    return document.users().isEmpty()
        ? NamedFiles.of(document.reading())
        : document.users().stream()
            .findFirst()
            .map(DocumentReading.User::reading)
            .map(
                user ->
                    NamedFiles.of(user).with(FileForm.nameOf(user.source().name()), user.source()))
            .orElseThrow();
  }

  /** {@return the file of a path that a document names or includes} */
  public static Optional<BesideFile> find(DocumentSnapshot document, String path) {
    return texts(document)
        .find(path)
        .flatMap(
            file ->
                AgentFiles.beside(document.home(), path)
                    .map(uri -> new BesideFile(uri, LineIndex.of(file.text()), document.unit())));
  }
}
