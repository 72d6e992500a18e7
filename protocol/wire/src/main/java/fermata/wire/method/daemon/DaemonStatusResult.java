package fermata.wire.method.daemon;

import fermata.wire.json.Doc;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code daemon/status}. */
public record DaemonStatusResult(
    @Doc("UUIDv7 of this start") String instance,
    @Doc("its process") long pid,
    @Doc("version of the build") String version,
    @Doc("id of the build") String build,
    @Doc("where it stands") DaemonState state,
    @Doc("when it started") Instant startedAt,
    @Doc("milliseconds since then") long uptimeMs,
    @Doc("sessions of the store") SessionCounts sessions,
    @Doc("open connections") int connections,
    @Doc("heap in use") long heapUsedBytes,
    @Doc("platform threads") int threads,
    @Doc("open file descriptors, where the system tells") @Nullable Long openFiles,
    @Doc("where its state is kept") String stateDir,
    @Doc("where it can be reached") List<DaemonEndpoint> endpoints) {

  public DaemonStatusResult {
    endpoints = List.copyOf(endpoints);
  }
}
