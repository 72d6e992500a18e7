package fermata.daemon.tool.process;

import fermata.daemon.platform.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A running program.
 *
 * <p>Its output is read all the time, whether somebody waits or not, so that it never stands still
 * with a full pipe. Three threads of the system serve it until it ends.
 *
 * <p>Thread-safe.
 */
public final class Program {

  /** How long the last output may take to arrive once all processes have ended. */
  private static final Duration DRAIN_MAX = Duration.ofSeconds(5);

  private static final int BUFFER_BYTES = 16 * 1024;

  private final Process process;
  private final ProcessTree tree;
  private final CountDownLatch finished;
  private final List<Thread> readers;
  private final ProgramInput input;

  private Program(
      Process process,
      ProcessTree tree,
      CountDownLatch finished,
      List<Thread> readers,
      ProgramInput input) {
    this.input = input;
    this.process = process;
    this.tree = tree;
    this.finished = finished;
    this.readers = readers;
  }

  /**
   * Starts a program, which reads what the plan says and then the end of its input.
   *
   * @throws IOException where the system cannot start it
   */
  public static Program start(ProgramPlan plan, OutputSink output, OutputSink errors)
      throws IOException {
    Program program = converse(plan, output, errors);
    program.input.close();
    return program;
  }

  /**
   * Starts a program that is spoken to for as long as it lives.
   *
   * @throws IOException where the system cannot start it
   */
  public static Program converse(ProgramPlan plan, OutputSink output, OutputSink errors)
      throws IOException {
    String mark = UUID.randomUUID().toString();
    ProcessBuilder builder = new ProcessBuilder(found(plan)).directory(plan.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    builder.environment().put(ProcessTree.MARK_VARIABLE, mark);
    Process process = builder.start();
    String name = "program-" + process.pid();
    CountDownLatch finished = new CountDownLatch(1);
    var _ = process.onExit().thenRun(finished::countDown);
    List<Thread> readers =
        List.of(
            reader(name + "-out", process.getInputStream(), output, finished),
            reader(name + "-err", process.getErrorStream(), errors, finished));
    var input = new ProgramInput(name + "-in", process.getOutputStream());
    input.send(plan.input().getBytes(StandardCharsets.UTF_8));
    var tree = new ProcessTree(process.toHandle(), mark);
    return new Program(process, tree, finished, readers, input);
  }

  private static List<String> found(ProgramPlan plan) {
    String program = plan.command().getFirst();
    if (!program.contains("/") || Path.of(program).isAbsolute()) {
      return plan.command();
    }
    List<String> command = new ArrayList<>(plan.command());
    command.set(0, plan.folder().resolve(program).normalize().toString());
    return command;
  }

  private static Thread reader(
      String name, InputStream stream, OutputSink sink, CountDownLatch finished) {
    return Threads.startNative(name, () -> read(stream, sink, finished));
  }

  private static void read(InputStream stream, OutputSink sink, CountDownLatch finished) {
    byte[] buffer = new byte[BUFFER_BYTES];
    boolean isWanted = true;
    try (stream) {
      for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
        isWanted = isWanted && sink.accept(buffer, length);
        if (!isWanted) {
          finished.countDown();
        }
      }
    } catch (IOException _) {
      // The stream was closed under the reader: the program is being given up.
    }
  }

  /**
   * Sends bytes to a program that is spoken to. Returns at once.
   *
   * @return whether they were taken; not where the program has left too much unread
   */
  public boolean send(byte[] bytes) {
    return input.send(bytes);
  }

  /** Tells the program that nothing more comes. */
  public void closeInput() {
    input.close();
  }

  /** Whether the program itself has ended, or has written too much. */
  public boolean isFinished() {
    return finished.getCount() == 0;
  }

  /** Waits until the program itself has ended or has written too much, and says whether it has. */
  public boolean awaitFinish(Duration time) throws InterruptedException {
    return finished.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** {@return the exit code of a program that has ended, once the system has told it} */
  public int exitCode() {
    return process.onExit().join().exitValue();
  }

  /**
   * Ends the program and all processes that it started, and returns when they have ended and their
   * output has been read. Whether nothing is left.
   */
  public boolean endTree() throws InterruptedException {
    boolean isGone = tree.end();
    input.drop();
    for (Thread reader : readers) {
      if (!reader.join(DRAIN_MAX)) {
        closeStreams();
      }
    }
    return isGone;
  }

  private void closeStreams() {
    try {
      process.getInputStream().close();
      process.getErrorStream().close();
    } catch (IOException _) {
      // They are given up either way.
    }
  }

  /** {@return the ids of all processes of the program that live} */
  public List<Long> livingPids() {
    return tree.living().stream().map(ProcessHandle::pid).toList();
  }
}
