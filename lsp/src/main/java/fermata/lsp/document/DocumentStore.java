package fermata.lsp.document;

import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents that are open in the editor. What the editor says of a document counts, not what
 * lies on the disk. Two ways to write one address are one document.
 *
 * <p>Written by the ordered thread only; read by any.
 */
public final class DocumentStore {

  private final Map<DocumentAddress, DocumentSnapshot> open = new ConcurrentHashMap<>();
  private final AgentFiles files;
  private volatile ColumnUnit unit = ColumnUnit.UTF_16;

  /** Makes a store whose documents are analysed with the files around them. */
  public DocumentStore(AgentFiles files) {
    this.files = files;
  }

  /** Says what columns count; before the first document is opened. */
  public void count(ColumnUnit counted) {
    unit = counted;
  }

  /** A change as the editor sends it: of a range, or of all where there is none. */
  public sealed interface Change {

    /** The whole text anew. */
    record Whole(String text) implements Change {}

    /** A replacement of the text between two places. */
    record Ranged(LineIndex.Place start, LineIndex.Place end, String text) implements Change {}
  }

  /** Takes a document as open, or anew. */
  public DocumentSnapshot open(String uri, int version, String text) {
    var snapshot =
        new DocumentSnapshot(uri, version, text, unit, () -> files.read(uri, text, this::textOf));
    DocumentSnapshot before = open.put(DocumentAddress.of(uri), snapshot);
    if (before != null) {
      before.outdated();
    }
    return snapshot;
  }

  /** {@return the document after the changes, applied one after another; empty if not open} */
  public Optional<DocumentSnapshot> change(String uri, int version, List<Change> changes) {
    DocumentSnapshot before = open.get(DocumentAddress.of(uri));
    if (before == null) {
      return Optional.empty();
    }
    @Nullable LineIndex lines = before.lines();
    String text = before.text();
    for (Change change : changes) {
      text = apply(text, lines == null ? LineIndex.of(text) : lines, change);
      lines = null;
    }
    return Optional.of(open(before.uri(), version, text));
  }

  private String apply(String text, LineIndex lines, Change change) {
    return switch (change) {
      case Change.Whole(var whole) -> whole;
      case Change.Ranged(var start, var end, var replacement) -> {
        int from = lines.offset(start, unit);
        // An end before its start is an editor's bug; the text must survive it.
        int to = Math.max(from, lines.offset(end, unit));
        yield apply(text, new TextEdit(new Span(from, to), replacement));
      }
    };
  }

  private static String apply(String text, TextEdit edit) {
    return text.substring(0, edit.span().start())
        + edit.newText()
        + text.substring(edit.span().end());
  }

  private Optional<String> textOf(String uri) {
    return find(uri).map(DocumentSnapshot::text);
  }

  /** Forgets a document; {@return it as it was} */
  public Optional<DocumentSnapshot> close(String uri) {
    return Optional.ofNullable(open.remove(DocumentAddress.of(uri)));
  }

  /**
   * {@return a file that is not open, as it is on the disk; empty where it cannot be read}
   *
   * @param around reads the files around it
   */
  public Optional<DocumentSnapshot> onDisk(Path file, AgentFiles around) {
    String uri = file.toUri().toString();
    return AgentFiles.readText(file, uri)
        .map(
            text ->
                new DocumentSnapshot(
                    uri,
                    DocumentSnapshot.UNKNOWN_VERSION,
                    text.text(),
                    unit,
                    () -> around.read(uri, text.text(), this::textOf)));
  }

  /** {@return the document, where it is open} */
  public Optional<DocumentSnapshot> find(String uri) {
    return Optional.ofNullable(open.get(DocumentAddress.of(uri)));
  }

  /** {@return all open documents, as they are} */
  public List<DocumentSnapshot> all() {
    return List.copyOf(open.values());
  }

  /** Analyses every open document anew, because a file around them has changed. */
  public Collection<DocumentSnapshot> refresh() {
    files.forget();
    open.replaceAll(
        (_, old) -> {
          old.outdated();
          return new DocumentSnapshot(
              old.uri(),
              old.version(),
              old.text(),
              unit,
              () -> files.read(old.uri(), old.text(), this::textOf));
        });
    return open.values();
  }
}
