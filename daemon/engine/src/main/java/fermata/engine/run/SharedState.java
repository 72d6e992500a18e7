package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Ordered;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a run, as it is at one moment; told to {@code advance} like the time.
 *
 * @param values of keys; one that was never written is not there
 * @param allowances calls of tools that nobody needs to be asked about
 */
public record SharedState(SequencedMap<String, Value> values, List<Allowance> allowances) {

  /** Nothing was ever written. */
  public static final SharedState NONE = new SharedState(Ordered.empty());

  public SharedState {
    values = Ordered.copyOf(values);
    allowances = List.copyOf(allowances);
  }

  /** Values of keys, and nothing that is allowed. */
  public SharedState(SequencedMap<String, Value> values) {
    this(values, List.of());
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
