package fermata.daemon.tool.process;

import fermata.wire.discovery.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All processes that come from one start: children of children too, and those that a mark in their
 * environment tells.
 *
 * <p>The mark finds processes whose parent has ended, where the system shows the environment of
 * one's own processes ({@code /proc}); elsewhere only descendants are found. A process that clears
 * its environment and leaves its parent escapes.
 *
 * <p>Thread-safe: holds nothing but names.
 */
final class ProcessTree {

  /** The variable that carries the mark. */
  static final String MARK_VARIABLE = "FERMATA_PROCESS";

  /** How long the tree has to end by itself after it was asked to. */
  static final Duration GRACE = Duration.ofSeconds(2);

  /** How long the system has to remove what was killed. */
  static final Duration REMOVAL_MAX = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private static final Path PROCESSES = Path.of("/proc");

  private final ProcessHandle top;
  private final byte[] mark;

  ProcessTree(ProcessHandle top, String mark) {
    this.top = top;
    this.mark = (MARK_VARIABLE + "=" + mark).getBytes(StandardCharsets.UTF_8);
  }

  /** Asks all to end, then makes them end. Whether nothing is left. */
  boolean end() {
    if (living().isEmpty()) {
      return true;
    }
    signal(ProcessHandle::destroy);
    if (hasEndedWithin(GRACE)) {
      return true;
    }
    // A process may start another between the look and the kill; what it starts is found by the
    // next look.
    long until = System.nanoTime() + REMOVAL_MAX.toNanos();
    do {
      signal(ProcessHandle::destroyForcibly);
      if (hasEndedWithin(Duration.ofMillis(200))) {
        return true;
      }
    } while (System.nanoTime() < until);
    return false;
  }

  private void signal(Consumer<ProcessHandle> signal) {
    living().forEach(signal);
  }

  private boolean hasEndedWithin(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    List<ProcessHandle> living = living();
    while (!living.isEmpty()) {
      if (System.nanoTime() >= until) {
        return false;
      }
      awaitEnd(living.getFirst());
      living = living();
    }
    return true;
  }

  // The JDK tells the end of a process that is not our child no sooner than its parent takes note
  // of it, which some never do: so the wait is short and the look decides.
  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      // The next look tells.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    } catch (ExecutionException failure) {
      throw new IllegalStateException("waiting for a process", failure);
    }
  }

  /** {@return all that live, the top first} */
  List<ProcessHandle> living() {
    Map<Long, ProcessHandle> found = new LinkedHashMap<>();
    Stream.concat(Stream.of(top), top.descendants())
        .filter(ProcessIdentity::isRunning)
        .forEach(process -> found.put(process.pid(), process));
    marked().forEach(process -> found.putIfAbsent(process.pid(), process));
    return List.copyOf(found.values());
  }

  private List<ProcessHandle> marked() {
    if (!Files.isDirectory(PROCESSES)) {
      return List.of();
    }
    List<ProcessHandle> marked = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : all) {
        if (isMarked(process)) {
          handle(process).ifPresent(marked::add);
        }
      }
    } catch (IOException _) {
      // Without a look at the processes there is nothing to add to the descendants.
      return marked;
    }
    return marked;
  }

  private static Optional<ProcessHandle> handle(Path process) {
    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
        .filter(ProcessIdentity::isRunning);
  }

  private boolean isMarked(Path process) {
    try {
      return indexOf(Files.readAllBytes(process.resolve("environ")), mark) >= 0;
    } catch (IOException _) {
      // It has ended, or belongs to somebody else.
      return false;
    }
  }

  private static int indexOf(byte[] text, byte[] piece) {
    for (int i = 0; i + piece.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + piece.length, piece, 0, piece.length)) {
        return i;
      }
    }
    return -1;
  }
}
