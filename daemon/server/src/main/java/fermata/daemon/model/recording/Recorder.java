package fermata.daemon.model.recording;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.secret.Redaction;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ToolRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the replies of one run down as they come, whoever gives them.
 *
 * <p>Failures are not written: what is replayed is the conversation. Thread-safe.
 */
public final class Recorder {

  private final Path file;
  private final Redaction redaction;

  /** Writes to a file, or adds to it, without secrets. */
  public Recorder(Path file, Redaction redaction) {
    this.file = file;
    this.redaction = redaction;
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
            call.call().value(),
            call.request().model(),
            RequestForm.of(call, redaction),
            plain(pieces, reply),
            plain(reply)));
  }

  private ModelReply plain(ModelReply reply) {
    return new ModelReply(
        plain(reply.text()),
        plain(reply.reasoning()),
        reply.toolCalls().stream()
            .map(one -> new ToolRequest(one.id(), one.name(), redaction.json(one.args())))
            .toList(),
        reply.finish(),
        reply.tokens(),
        reply.thoughts());
  }

  private @Nullable String plain(@Nullable String text) {
    return text == null ? null : redaction.text(text);
  }

  // A secret may come in two pieces.
  private List<ReplyPiece> plain(List<ReplyPiece> pieces, ModelReply reply) {
    boolean isPlain =
        Objects.equals(plain(reply.text()), reply.text())
            && Objects.equals(plain(reply.reasoning()), reply.reasoning());
    if (isPlain) {
      return pieces;
    }
    var whole = new ArrayList<ReplyPiece>();
    if (reply.reasoning() != null) {
      whole.add(new ReplyPiece.Reasoning(redaction.text(reply.reasoning())));
    }
    if (reply.text() != null) {
      whole.add(new ReplyPiece.Text(redaction.text(reply.text())));
    }
    return whole;
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
