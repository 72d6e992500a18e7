package fermata.daemon.model.recording;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.engine.run.ModelReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the replies of one run down as they come, whoever gives them.
 *
 * <p>Failures are not written: what is replayed is the conversation. Thread-safe.
 */
public final class Recorder {

  private final Path file;

  /** Writes to a file, or adds to it. */
  public Recorder(Path file) {
    this.file = file;
  }

  /** Starts a request through {@code start}, and writes the reply down when it is awaited. */
  public ModelExecution record(
      ModelCall call, ModelListener listener, Function<ModelListener, ModelExecution> start) {
    Heard heard = new Heard(listener);
    ModelExecution execution = start.apply(heard);
    return new Recorded(call, execution, heard);
  }

  private synchronized void write(ModelCall call, List<ReplyPiece> pieces, ModelReply reply)
      throws IOException {
    RecordingFile.append(
        file,
        new RecordedReply(
            call.call().value(), call.request().model(), RequestForm.of(call), pieces, reply));
  }

  private final class Recorded implements ModelExecution {

    private final ModelCall call;
    private final ModelExecution execution;
    private final Heard heard;
    private boolean isWritten;

    Recorded(ModelCall call, ModelExecution execution, Heard heard) {
      this.call = call;
      this.execution = execution;
      this.heard = heard;
    }

    @Override
    public ModelOutcome await() {
      ModelOutcome outcome = execution.await();
      if (outcome instanceof ModelOutcome.Replied(var reply)) {
        writeOnce(reply);
      }
      return outcome;
    }

    // A reply that was paid for counts for more than the recording of it.
    private synchronized void writeOnce(ModelReply reply) {
      if (isWritten) {
        return;
      }
      isWritten = true;
      try {
        write(call, heard.pieces(), reply);
      } catch (IOException failure) {
        heard.warning(
            "model.recording-failed",
            "recording '" + file.getFileName() + "' cannot be written: " + failure.getMessage());
      }
    }

    @Override
    public void cancel() {
      execution.cancel();
    }
  }

  private static final class Heard implements ModelListener {

    private final ModelListener listener;
    private final List<ReplyPiece> pieces = new ArrayList<>();

    Heard(ModelListener listener) {
      this.listener = listener;
    }

    synchronized List<ReplyPiece> pieces() {
      return List.copyOf(pieces);
    }

    @Override
    public synchronized void text(String piece) {
      pieces.add(new ReplyPiece.Text(piece));
      listener.text(piece);
    }

    @Override
    public synchronized void reasoning(String piece) {
      pieces.add(new ReplyPiece.Reasoning(piece));
      listener.reasoning(piece);
    }

    @Override
    public void warning(String kind, String message) {
      listener.warning(kind, message);
    }
  }
}
