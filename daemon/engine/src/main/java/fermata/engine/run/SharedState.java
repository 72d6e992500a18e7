package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Ordered;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of the keys that outlive a run, as they are at one moment; told to {@code advance}
 * like the time.
 *
 * @param values by key; one that was never written is not there
 */
public record SharedState(SequencedMap<String, Value> values) {

  /** Nothing was ever written. */
  public static final SharedState NONE = new SharedState(Ordered.empty());

  public SharedState {
    values = Ordered.copyOf(values);
  }

  /**
   * A value.
   *
   * @param version how often the key was written, by whichever run
   */
  public record Value(JsonNode value, int version) {}

  /** {@return the value of a key, where it was written} */
  public @Nullable Value find(String key) {
    return values.get(key);
  }
}
