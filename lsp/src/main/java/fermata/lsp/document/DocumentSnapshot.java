package fermata.lsp.document;

import fermata.definition.load.LoadedAgent;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
import fermata.definition.text.LineIndex.Place;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * One version of an open document, and what is known of it: its reading and its analysis, each made
 * at the first use and kept.
 *
 * <p>The reading takes a fraction of the time of the analysis, so that what is asked at every key
 * need not wait for the checks. Thread-safe. Two threads that need the same at once make it once.
 */
public final class DocumentSnapshot {

  /** The version of a document that is looked at without being open. */
  public static final int UNKNOWN_VERSION = -1;

  private final String uri;
  private final int version;
  private final String text;
  private final LineIndex lines;
  private final int mark;
  private final ColumnUnit unit;
  private final FutureTask<DocumentReading> reading;
  private final FutureTask<LoadedAgent> analysis;
  private volatile boolean isOutdated;

  DocumentSnapshot(
      String uri, int version, String text, ColumnUnit unit, Supplier<DocumentReading> reading) {
    this.uri = uri;
    this.version = version;
    this.text = text;
    this.lines = LineIndex.of(text);
    this.mark = text.startsWith("\uFEFF") ? 1 : 0;
    this.unit = unit;
    this.reading = new FutureTask<>(reading::get);
    this.analysis =
        new FutureTask<>(
            () ->
                made(this.reading)
                    .check(() -> !isOutdated)
                    .orElseThrow(() -> new OutdatedException(uri)));
  }

  /** {@return the document's URI, as the editor wrote it} */
  public String uri() {
    return uri;
  }

  /** {@return the version that the editor gave} */
  public int version() {
    return version;
  }

  /** {@return the whole text} */
  public String text() {
    return text;
  }

  /** {@return the lines of the text as the editor has it} */
  LineIndex lines() {
    return lines;
  }

  /**
   * {@return where an offset of the reading stands at the editor, in the unit that it counts}
   *
   * <p>The reading has no byte order mark; the text of an editor may have one.
   */
  public Place place(int offset) {
    return lines.place(offset + mark, unit);
  }

  /** {@return the offset in the reading; a place outside of the text is moved inside} */
  public int offset(Place place) {
    return Math.max(0, lines.offset(place, unit) - mark);
  }

  /** {@return what columns count at the editor} */
  ColumnUnit unit() {
    return unit;
  }

  /** {@return the definition in the text, unchecked} */
  public ReadAgent reading() {
    return made(reading).reading();
  }

  /** {@return the definitions that use the file, where it is none itself} */
  public List<DocumentReading.User> users() {
    return made(reading).users();
  }

  /** {@return the first definition that uses the file, as a document} */
  public Optional<DocumentSnapshot> user() {
    return users().stream()
        .findFirst()
        .map(
            user ->
                new DocumentSnapshot(
                    user.uri(),
                    UNKNOWN_VERSION,
                    user.reading().source().text(),
                    unit,
                    () -> new DocumentReading(user.reading())));
  }

  /** {@return the URI that the paths of places in other files are relative to} */
  public String home() {
    return users().stream().findFirst().map(DocumentReading.User::uri).orElse(uri);
  }

  /** Another one counts now: a check that has begun is broken off. */
  void outdated() {
    isOutdated = true;
  }

  /**
   * {@return the definition in the text, with its problems}
   *
   * @throws OutdatedException where the document was changed before they were all found
   */
  public LoadedAgent analysis() {
    return made(analysis);
  }

  private <T> T made(FutureTask<T> task) {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + uri + " is analysed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutdatedException outdated) {
        throw outdated;
      }
      throw new IllegalStateException("analysis of " + uri + " failed", e.getCause());
    }
  }
}
