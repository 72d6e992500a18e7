package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code daemon/logs}. */
public record DaemonLogsResult(
    @Doc("path of the file") String file, @Doc("the oldest first") List<String> lines) {

  public DaemonLogsResult {
    lines = List.copyOf(lines);
  }
}
