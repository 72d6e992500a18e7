package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code trigger/pause} and {@code trigger/resume}. */
public record TriggerPauseResult(
    @Doc("its file") String uri,
    @Doc("entry points whose triggers are as wanted now and were not before") List<String> entries,
    @Doc("whether the key had been used for the same params before") boolean replayed) {

  public TriggerPauseResult {
    entries = List.copyOf(entries);
  }
}
