package fermata.lsp.feature;

import fermata.lsp.rpc.Editor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * How far the first look at the files of a workspace has come. Of a few files nothing is shown.
 *
 * <p>Belongs to the thread that looks.
 */
final class CheckProgress {

  /** So many files are checked before anybody wonders. */
  static final int FILES_MIN = 100;

  private static final String TOKEN = "fermata-check";
  private static final long EDITOR_WAIT_SECONDS = 10;

  private final Editor editor;
  private final int files;
  private final boolean isShown;
  private int done;
  private int told;

  private CheckProgress(Editor editor, int files, boolean isShown) {
    this.editor = editor;
    this.files = files;
    this.isShown = isShown;
  }

  /** Begins where the editor shows such things and there is enough to do. */
  static CheckProgress begin(Editor editor, int files, boolean isWanted) {
    boolean isShown = isWanted && files >= FILES_MIN && isCreated(editor);
    var progress = new CheckProgress(editor, files, isShown);
    var begin = new WorkDoneProgressBegin();
    begin.setTitle("Checking agents");
    begin.setMessage(files + " files");
    begin.setPercentage(0);
    progress.send(begin);
    return progress;
  }

  private static boolean isCreated(Editor editor) {
    try {
      editor
          .createProgress(new WorkDoneProgressCreateParams(Either.forLeft(TOKEN)))
          .get(EDITOR_WAIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  /** One more file is checked; told at each percent. */
  void advance() {
    done++;
    int percent = 100 * done / files;
    if (percent > told) {
      told = percent;
      var report = new WorkDoneProgressReport();
      report.setPercentage(percent);
      report.setMessage(done + " of " + files + " files");
      send(report);
    }
  }

  void end() {
    send(new WorkDoneProgressEnd());
  }

  private void send(WorkDoneProgressNotification progress) {
    if (isShown) {
      editor.progress(new ProgressParams(Either.forLeft(TOKEN), Either.forLeft(progress)));
    }
  }
}
