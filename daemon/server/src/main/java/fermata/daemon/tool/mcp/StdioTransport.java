package fermata.daemon.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.platform.Threads;
import fermata.daemon.secret.VariableLines;
import fermata.daemon.tool.builtin.ProgramWait;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.process.HeadAndTail;
import fermata.daemon.tool.process.Lines;
import fermata.daemon.tool.process.Program;
import fermata.daemon.tool.process.ProgramPlan;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server as a program: a message is a line on its standard streams. */
final class StdioTransport implements McpTransport {

  /** The longest message. */
  static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

  private static final int ERROR_BYTES_MAX = 16 * 1024;
  private static final int ERRORS_SHOWN_MAX = 1_000;

  private static final String BROKEN = "fermata: a line of the server is no message: ";
  private static final int BROKEN_SHOWN_MAX = 200;

  /** How long a server that reads the end of its input may take to end by itself. */
  private static final Duration PARTING = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Receiver receiver;
  private final HeadAndTail errors = new HeadAndTail(ERROR_BYTES_MAX);
  private final AtomicBoolean isGone = new AtomicBoolean();
  private final AtomicBoolean isDeaf = new AtomicBoolean();
  private final Program program;
  private volatile @Nullable String fault;

  private StdioTransport(ProgramPlan plan, Receiver receiver) throws IOException {
    this.receiver = receiver;
    var lines =
        new Lines(
            MESSAGE_BYTES_MAX,
            this::take,
            () -> fault = "a message of more than " + MESSAGE_BYTES_MAX + " bytes");
    this.program = Program.converse(plan, lines, errors);
  }

  /**
   * Starts a server.
   *
   * @param environment what every program sees
   * @throws fermata.daemon.tool.builtin.ToolRefusal where it cannot be started
   */
  static StdioTransport open(
      McpServer server,
      McpServer.Launch.Stdio launch,
      Map<String, String> environment,
      Receiver receiver) {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.putAll(ofFile(server, launch.environmentFile()));
    variables.putAll(launch.environment());
    Path folder = launch.folder();
    var plan =
        new ProgramPlan(
            launch.command(), folder == null ? server.workspace() : folder, variables, "");
    try {
      var transport = new StdioTransport(plan, receiver);
      Threads.start("mcp-" + server.name(), transport::watch);
      return transport;
    } catch (IOException failure) {
      throw ProgramWait.notStarted(launch.command(), failure);
    }
  }

  private static Map<String, String> ofFile(McpServer server, @Nullable Path file) {
    try {
      return file == null ? Map.of() : VariableLines.parse(Files.readString(file));
    } catch (IOException _) {
      throw ToolRefusal.of(
          ToolFailureKinds.SERVER,
          "server '" + server.name() + "': its file of variables " + file + " cannot be read");
    }
  }

  // What is not a message is noise: many servers greet on their standard output.
  private void take(String line) {
    if (!line.stripLeading().startsWith("{")) {
      return;
    }
    try {
      receiver.message(Json.parse(line));
    } catch (JsonProcessingException _) {
      // A broken message answers no request; the deadline of the request tells.
      byte[] note = (BROKEN + start(line) + "\n").getBytes(StandardCharsets.UTF_8);
      errors.accept(note, note.length);
    }
  }

  private static String start(String line) {
    return line.length() > BROKEN_SHOWN_MAX ? line.substring(0, BROKEN_SHOWN_MAX) + "…" : line;
  }

  private void watch() {
    try {
      while (!program.awaitFinish(LOOK)) {
        // The end of the program is what is waited for.
      }
      program.endTree();
      String how = fault != null ? "wrote " + fault : "ended with code " + program.exitCode();
      tell("it " + how + said());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String said() {
    String text = errors.text().strip();
    if (text.isEmpty()) {
      return "; it wrote nothing to its error stream";
    }
    return ": "
        + (text.length() > ERRORS_SHOWN_MAX
            ? "…" + text.substring(text.length() - ERRORS_SHOWN_MAX)
            : text);
  }

  @Override
  public String log() {
    return errors.text();
  }

  private void tell(String reason) {
    if (isGone.compareAndSet(false, true)) {
      receiver.gone(reason);
    }
  }

  @Override
  public void send(JsonNode message) {
    boolean isSent = program.send((message + "\n").getBytes(StandardCharsets.UTF_8));
    if (!isSent && isDeaf.compareAndSet(false, true)) {
      Threads.start("mcp-end", this::endDeaf);
    }
  }

  // A server that has just ended reads nothing either; how it ended says more, and watch tells it.
  private void endDeaf() {
    try {
      program.closeInput();
      if (!program.awaitFinish(PARTING)) {
        tell("it does not read what it is sent" + said());
      }
      program.endTree();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Threads.start("mcp-end", this::end);
  }

  private void end() {
    try {
      program.closeInput();
      var _ = program.awaitFinish(PARTING);
      program.endTree();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
