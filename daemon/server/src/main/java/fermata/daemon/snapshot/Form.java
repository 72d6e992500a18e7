package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * How values of one type stand in a snapshot. What is read is equal to what was written.
 *
 * <p>Thread-safe.
 */
interface Form {

  void write(Object value, JsonGenerator out) throws IOException;

  /**
   * {@return the value}
   *
   * @throws IllegalArgumentException if it is not one of this form
   */
  Object read(JsonNode json);

  /** {@return a text that changes with whatever is written otherwise} */
  String description();
}
