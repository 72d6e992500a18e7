package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code daemon/diagnostics}. */
public record DaemonDiagnosticsResult(
    @Doc("milliseconds since it started") long uptimeMs,
    @Doc("heap in use") long heapUsedBytes,
    @Doc("heap that it may take") long heapMaxBytes,
    @Doc("platform threads") int threads,
    @Doc("requests that are being served, but for those that wait") int requestsUnderWay,
    @Doc("runs in memory: those at work") int runsLoaded,
    @Doc("who is connected") List<ConnectionView> connections) {

  public DaemonDiagnosticsResult {
    connections = List.copyOf(connections);
  }
}
