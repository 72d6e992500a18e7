package fermata.lsp.document;

import fermata.definition.load.LoadedAgent;
import fermata.definition.text.LineIndex;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * One version of an open document, and its analysis, which is made at the first use and kept.
 *
 * <p>Thread-safe. Two threads that need the analysis at once make it once.
 */
public final class DocumentSnapshot {

  private final String uri;
  private final int version;
  private final String text;
  private final LineIndex lines;
  private final FutureTask<LoadedAgent> analysis;

  DocumentSnapshot(String uri, int version, String text, Supplier<LoadedAgent> analysis) {
    this.uri = uri;
    this.version = version;
    this.text = text;
    this.lines = LineIndex.of(text);
    this.analysis = new FutureTask<>(analysis::get);
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

  /** {@return the definition in the text, with its problems} */
  public LoadedAgent analysis() {
    analysis.run();
    try {
      return analysis.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + uri + " is analysed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("analysis of " + uri + " failed", e.getCause());
    }
  }
}
