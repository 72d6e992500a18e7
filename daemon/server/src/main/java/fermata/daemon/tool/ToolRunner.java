package fermata.daemon.tool;

import fermata.definition.tool.ToolKnowledge;

/**
 * Calls tools.
 *
 * <p>Thread-safe.
 */
public interface ToolRunner {

  /** {@return the built-in tools and those of the catalogues, without those that are broken} */
  ToolKnowledge knowledge(ToolCatalog catalog);

  /**
   * Starts a call. Returns at once; arguments that do not fit and tools that do not exist are
   * outcomes too.
   *
   * @param listener hears of the call while it runs, from any thread, never after it has ended
   */
  ToolExecution start(ToolCall call, ToolListener listener);
}
