package fermata.lsp.document;

import fermata.definition.load.AgentLoader;
import fermata.definition.load.LoadedAgent;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.ColumnUnit;
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

  private final String uri;
  private final int version;
  private final String text;
  private final LineIndex lines;
  private final ColumnUnit unit;
  private final FutureTask<ReadAgent> reading;
  private final FutureTask<LoadedAgent> analysis;

  DocumentSnapshot(
      String uri, int version, String text, ColumnUnit unit, Supplier<ReadAgent> reading) {
    this.uri = uri;
    this.version = version;
    this.text = text;
    this.lines = LineIndex.of(text);
    this.unit = unit;
    this.reading = new FutureTask<>(reading::get);
    this.analysis = new FutureTask<>(() -> AgentLoader.check(reading()));
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

  /** {@return the line starts of the text} */
  public LineIndex lines() {
    return lines;
  }

  /** {@return what columns count at the editor} */
  public ColumnUnit unit() {
    return unit;
  }

  /** {@return the definition in the text, unchecked} */
  public ReadAgent reading() {
    return made(reading);
  }

  /** {@return the definition in the text, with its problems} */
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
      throw new IllegalStateException("analysis of " + uri + " failed", e.getCause());
    }
  }
}
