package fermata.wire.method.session;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code session/import}. */
public record SessionImportResult(
    @Doc("sessions that were taken over, those of child runs first") List<String> sessions,
    @Doc("number of events") long events,
    @Doc("whether this is the answer of an earlier call with the same key") boolean replayed) {

  public SessionImportResult {
    sessions = List.copyOf(sessions);
  }
}
