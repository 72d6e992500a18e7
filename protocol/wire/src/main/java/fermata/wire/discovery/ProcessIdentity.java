package fermata.wire.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process, told apart from a later one with the same number.
 *
 * @param startMillis when it started; 0 where the system does not say
 * @param boot the identity of the machine's uptime; empty where the system does not say
 */
public record ProcessIdentity(long pid, long startMillis, String boot) {

  private static final Path PROCESSES = Path.of("/proc");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** {@return this process} */
  public static ProcessIdentity current() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessIdentity(self.pid(), startOf(self), currentBoot());
  }

  /** Whether the process still runs. */
  public boolean isAlive() {
    return boot.equals(currentBoot()) && isRunning(pid, startMillis);
  }

  /** Whether the process with a number that started then, and not a later one, still runs. */
  static boolean isRunning(long pid, long startMillis) {
    return ProcessHandle.of(pid)
        .filter(process -> isRunning(process) && startOf(process) == startMillis)
        .isPresent();
  }

  /**
   * Whether a process runs: one that has ended and only waits for its parent to take note does not,
   * although the JDK calls it alive.
   */
  public static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  private static boolean isZombie(long pid) {
    try {
      Path file = PROCESSES.resolve(pid + "/stat");
      String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
      // The name before it may hold anything, parentheses too.
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && "ZX".indexOf(stat.charAt(state)) >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String currentBoot() {
    try {
      return Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
