package fermata.daemon.tool.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A live runtime of one session. Used by one call at a time. */
public interface RuntimeInstance extends AutoCloseable {

  /**
   * {@return the result of an execution}
   *
   * <p>An interrupt asks it to end.
   *
   * @throws fermata.daemon.tool.builtin.ToolRefusal where the source cannot be executed
   */
  JsonNode execute(CodeWork work) throws IOException, InterruptedException;

  /** Whether it can execute more. */
  boolean isAlive();

  /** Ends it with everything that it started. Has no effect on one that has ended. */
  @Override
  void close();
}
