package fermata.engine.run;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool call as a model asks for it.
 *
 * @param id the model's name for it, which the answer must carry; unique within one reply
 * @param name as the model wrote it: maybe no tool at all
 * @param args an object, or whatever the model wrote instead
 */
public record ToolRequest(String id, String name, JsonNode args) {

  /** The tool by which a model sets the declared outputs of its node; the engine answers it. */
  public static final String SET_OUTPUTS = "set_outputs";

  /**
   * The tool by which a model reads on in a result of which it was told the first part; the engine
   * answers it. Its arguments are {@code call}, which the told part names, and {@code offset}.
   */
  public static final String READ_RESULT = "read_result";

  /** Whether the engine answers it. */
  public boolean isOurs() {
    return name.equals(SET_OUTPUTS) || name.equals(READ_RESULT);
  }
}
