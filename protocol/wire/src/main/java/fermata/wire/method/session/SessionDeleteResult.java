package fermata.wire.method.session;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code session/delete}. */
public record SessionDeleteResult(
    @Doc("sessions that are gone: the one that was named, and those of its child runs")
        List<String> sessions,
    @Doc("whether the key had been used for the same params before") boolean replayed) {

  public SessionDeleteResult {
    sessions = List.copyOf(sessions);
  }
}
