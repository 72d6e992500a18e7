package fermata.lsp.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name by which a run knows a debug adapter. It tells which process on which machine the
 * adapter is, so that the next one can see that it has vanished.
 */
final class AdapterName {

  private static final Path MACHINE = Path.of("/etc/machine-id");
  private static final Pattern NAME =
      Pattern.compile("dap-([0-9a-f]{8})-(\\d{1,10})-(\\d{1,16})-[0-9a-f]{8}(-goto)?");

  private AdapterName() {}

  /** {@return a new name for an adapter of this process} */
  static String make() {
    ProcessHandle self = ProcessHandle.current();
    return "dap-%s-%d-%d-%s"
        .formatted(
            machine(),
            self.pid(),
            startOf(self).orElse(0L),
            UUID.randomUUID().toString().substring(0, 8));
  }

  /** Whether an adapter was of this machine and its process has ended; of others nobody knows. */
  static boolean isOfVanished(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches() || !parts.group(1).equals(machine())) {
      return false;
    }
    Optional<Long> start =
        ProcessHandle.of(Long.parseLong(parts.group(2))).flatMap(AdapterName::startOf);
    // A number may have gone to another process meanwhile.
    return start.isEmpty() || start.get() != Long.parseLong(parts.group(3));
  }

  private static Optional<Long> startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }

  private static String machine() {
    String id;
    try {
      id = Files.readString(MACHINE);
    } catch (IOException _) {
      // Where machines have no id, names of two cannot be told apart by it.
      id = "";
    }
    return HexFormat.of().toHexDigits(id.hashCode());
  }
}
