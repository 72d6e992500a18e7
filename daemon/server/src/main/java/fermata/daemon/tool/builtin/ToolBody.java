package fermata.daemon.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What a tool does. Its thread is its own for as long as it takes; an interrupt asks it to end. */
@FunctionalInterface
public interface ToolBody {

  /**
   * {@return the result of one call}
   *
   * @throws ToolRefusal where it cannot do what it was asked for
   * @throws IOException where the system does not let it
   */
  JsonNode run(ToolWork work) throws IOException, InterruptedException;
}
