package fermata.daemon.tool.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the processes of the machine. */
public final class Processes {

  private Processes() {}

  /** Whether a process runs; one whose parent has not yet taken note of its end does not. */
  public static boolean isRunning(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      return Files.readAllLines(status).stream()
          .anyMatch(line -> line.startsWith("State:") && !line.contains("zombie"));
    } catch (IOException _) {
      return false;
    }
  }
}
