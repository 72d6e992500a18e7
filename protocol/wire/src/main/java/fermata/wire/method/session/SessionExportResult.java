package fermata.wire.method.session;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code session/export}. */
public record SessionExportResult(
    @Doc("sessions that were written, those of child runs first") List<String> sessions,
    @Doc("number of events") long events,
    @Doc("size of the file in bytes") long bytes) {

  public SessionExportResult {
    sessions = List.copyOf(sessions);
  }
}
