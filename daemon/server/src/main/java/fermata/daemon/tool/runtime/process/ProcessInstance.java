package fermata.daemon.tool.runtime.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.platform.Threads;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.Displays;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.daemon.tool.files.Place;
import fermata.daemon.tool.process.HeadAndTail;
import fermata.daemon.tool.process.Lines;
import fermata.daemon.tool.process.Program;
import fermata.daemon.tool.process.ProgramPlan;
import fermata.daemon.tool.runtime.CodeWork;
import fermata.daemon.tool.runtime.RuntimeInstance;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One program. It reads a line for each execution and writes lines until it has said the result.
 *
 * <p>One that was interrupted is ended: nobody knows what it was doing.
 */
final class ProcessInstance implements RuntimeInstance {

  /** The longest line. */
  static final int LINE_BYTES_MAX = 8 * 1024 * 1024;

  /** How many lines may wait to be looked at; a program that writes more is stopped meanwhile. */
  private static final int LINES_MAX = 1_000;

  private static final int ERROR_BYTES_MAX = 16 * 1024;

  /** Stands in the queue of lines for the end of the program; no line has an end in it. */
  private static final String END = "\n";

  private static final Duration LIFE_MAX = Duration.ofDays(3650);

  private final Program program;
  private final BlockingQueue<String> lines;
  private final HeadAndTail errors;
  private final Path folder;
  private volatile boolean isTooLong;
  private volatile boolean isClosed;
  private boolean hasEnded;
  private int count;

  private ProcessInstance(
      Starting starting, BlockingQueue<String> lines, HeadAndTail errors, Path folder)
      throws IOException {
    this.lines = lines;
    this.errors = errors;
    this.folder = folder;
    var output = new Lines(LINE_BYTES_MAX, this::take, () -> isTooLong = true);
    this.program = starting.start(output);
    Threads.start("code-end", this::awaitEnd);
  }

  private interface Starting {
    Program start(Lines output) throws IOException;
  }

  static ProcessInstance start(ProgramPlan plan, Path folder) throws IOException {
    var errors = new HeadAndTail(ERROR_BYTES_MAX);
    return new ProcessInstance(
        output -> Program.converse(plan, output, errors),
        new ArrayBlockingQueue<>(LINES_MAX),
        errors,
        folder);
  }

  private void take(String line) {
    try {
      if (!isClosed) {
        // Where whoever executes is slower than the program its pipe fills, and it waits.
        lines.put(line);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    try {
      program.awaitFinish(LIFE_MAX);
      lines.put(END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public JsonNode execute(CodeWork work) throws InterruptedException {
    count++;
    boolean isDone = false;
    try {
      ask(work);
      JsonNode result = listen(work.work().listener());
      isDone = true;
      return result;
    } finally {
      if (!isDone) {
        close();
      }
    }
  }

  private void ask(CodeWork work) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("id", count);
    line.set("args", work.args());
    ArrayNode files = line.putArray("files");
    for (String file : work.files()) {
      Place place = work.work().root().place(file);
      files.add(work.work().root().path().resolve(place.shown()).toString());
    }
    line.put("attempt", work.call().attempt()).put("key", work.call().idempotencyKey());
    String trace = work.call().trace();
    if (trace != null) {
      line.put("trace", trace);
    }
    program.send((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode listen(ToolListener listener) throws InterruptedException {
    var displays = new Displays(listener);
    while (true) {
      JsonNode message = message(next(), listener);
      if (message == null) {
        continue;
      }
      hear(message, listener);
      displays.take(message);
      if (message.path("error").isObject()) {
        throw said(message.path("error"));
      }
      if (message.has("result")) {
        return displays.in(asObject(message.path("result")));
      }
    }
  }

  private String next() throws InterruptedException {
    // After its end there may be lines that were written before it.
    String line = hasEnded ? lines.poll() : lines.take();
    if (END.equals(line)) {
      hasEnded = true;
      program.endTree();
      line = lines.poll();
    }
    if (line != null) {
      return line;
    }
    if (isTooLong) {
      throw ToolRefusal.of(
          ToolFailureKinds.OUTPUT,
          "the program wrote a line of more than " + LINE_BYTES_MAX + " bytes");
    }
    throw ended();
  }

  private ToolRefusal ended() throws InterruptedException {
    program.endTree();
    String tail = errors.text().strip();
    return ToolRefusal.of(
        ToolFailureKinds.EXIT,
        "the program ended with code %d before it gave a result: %s"
            .formatted(
                program.exitCode(),
                tail.isEmpty() ? "it wrote nothing to its error stream" : tail));
  }

  /** {@return the message of this execution that a line is; what else a program writes is shown} */
  private @Nullable JsonNode message(String line, ToolListener listener) {
    try {
      JsonNode message = line.strip().startsWith("{") ? Json.parse(line) : null;
      if (message != null && message.path("id").asInt(-1) == count) {
        return message;
      }
      if (message == null) {
        listener.output("output", line + "\n");
      }
    } catch (JsonProcessingException _) {
      listener.output("output", line + "\n");
    }
    return null;
  }

  private static void hear(JsonNode message, ToolListener listener) {
    JsonNode progress = message.path("progress");
    if (progress.isObject()) {
      listener.progress(
          progress.path("message").asText(), number(progress, "value"), number(progress, "total"));
    }
    if (message.path("output").isTextual()) {
      listener.output("output", message.path("output").textValue());
    }
  }

  private static @Nullable Double number(JsonNode message, String name) {
    JsonNode value = message.path(name);
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
  }

  private static ToolRefusal said(JsonNode error) {
    String message = error.path("message").asText("no reason given");
    return error.path("retryable").asBoolean()
        ? ToolRefusal.passing(ToolFailureKinds.FAILED, message)
        : ToolRefusal.of(ToolFailureKinds.FAILED, message);
  }

  private static JsonNode asObject(JsonNode value) {
    return value.isObject() ? value : JsonNodeFactory.instance.objectNode().set("result", value);
  }

  @Override
  public boolean isAlive() {
    return !isClosed && !program.isFinished();
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    lines.clear();
    // The end of a tree must not be cut short by the interrupt that asks for it.
    boolean wasInterrupted = Thread.interrupted();
    try {
      program.endTree();
    } catch (InterruptedException _) {
      wasInterrupted = true;
    }
    remove(folder);
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("source"));
      Files.deleteIfExists(folder);
    } catch (IOException _) {
      // It lies in the folder for what is temporary; the system removes it some day.
    }
  }
}
