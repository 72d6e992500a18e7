package fermata.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A key of the shared state of a run.
 *
 * @param schema JSON Schema 2020-12; a reduced value that does not fit fails the write
 * @param reduce how a written value meets the one that is there
 * @param defaultValue the value before the first write
 * @param scope who shares it; what outlives a run is worked on as the entry point of the run says
 */
public record StateKey(
    String name,
    JsonNode schema,
    Reducer reduce,
    @Nullable JsonNode defaultValue,
    StateScope scope) {

  /** Whether its value outlives a run. */
  public boolean outlivesRun() {
    return scope != StateScope.RUN;
  }
}
