package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The values of the names that an expression may use.
 *
 * <p>A name without a value is unset, which {@code has} and {@code coalesce} can ask about. The
 * values are treated as immutable.
 */
@FunctionalInterface
public interface ValueScope {

  /** {@return the value of a name, if it has one} */
  Optional<JsonNode> find(String name);

  /** {@return the scope of exactly these values} */
  static ValueScope of(SequencedMap<String, JsonNode> values) {
    return name -> Optional.ofNullable(values.get(name));
  }
}
