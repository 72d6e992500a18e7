package fermata.lsp.document;

import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents that are open in the editor. What the editor says of a document counts, not what
 * lies on the disk.
 *
 * <p>Written by the ordered thread only; read by any.
 */
public final class DocumentStore {

  private final Map<String, DocumentSnapshot> open = new ConcurrentHashMap<>();
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
    open.put(uri, snapshot);
    return snapshot;
  }

  /** {@return the document after the changes, applied one after another; empty if not open} */
  public Optional<DocumentSnapshot> change(String uri, int version, List<Change> changes) {
    DocumentSnapshot before = open.get(uri);
    if (before == null) {
      return Optional.empty();
    }
    String text = before.text();
    for (Change change : changes) {
      text = apply(text, change);
    }
    return Optional.of(open(uri, version, text));
  }

  private String apply(String text, Change change) {
    return switch (change) {
      case Change.Whole(var whole) -> whole;
      case Change.Ranged(var start, var end, var replacement) -> {
        LineIndex lines = LineIndex.of(text);
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

  /** Forgets a document. */
  public void close(String uri) {
    open.remove(uri);
  }

  /** {@return the document, where it is open} */
  public Optional<DocumentSnapshot> find(String uri) {
    return Optional.ofNullable(open.get(uri));
  }

  /** {@return all open documents, as they are} */
  public List<DocumentSnapshot> all() {
    return List.copyOf(open.values());
  }

  /** Analyses every open document anew, because a file around them has changed. */
  public Collection<DocumentSnapshot> refresh() {
    open.replaceAll(
        (uri, old) ->
            new DocumentSnapshot(
                uri,
                old.version(),
                old.text(),
                unit,
                () -> files.read(uri, old.text(), this::textOf)));
    return open.values();
  }
}
