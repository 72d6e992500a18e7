package fermata.lsp.document;

import fermata.definition.index.TextPlace;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.Optional;

/** A file that a document names, as it was when the document was read. */
public record BesideFile(String uri, LineIndex lines, ColumnUnit unit) {

  /** {@return the file of a path that a document names and that holds expressions} */
  public static Optional<BesideFile> find(DocumentSnapshot document, String path) {
    return document.reading().sites().stream()
        .filter(site -> site.value().node() instanceof Scalar named && named.text().equals(path))
        .map(site -> site.place())
        .filter(TextPlace.InFile.class::isInstance)
        .map(TextPlace.InFile.class::cast)
        .findFirst()
        .flatMap(
            place ->
                AgentFiles.beside(document.uri(), path)
                    .map(
                        uri ->
                            new BesideFile(
                                uri, LineIndex.of(place.file().text()), document.unit())));
  }
}
