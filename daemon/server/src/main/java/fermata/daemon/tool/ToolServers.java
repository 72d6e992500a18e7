package fermata.daemon.tool;

import java.util.List;

/**
 * The tool servers that catalogues declare, for who looks after them.
 *
 * <p>Thread-safe.
 */
public interface ToolServers {

  /** {@return the servers that a catalogue declares, as they stand; starts none} */
  List<ToolServerState> list(ToolCatalog catalog);

  /**
   * Starts a server, also one that was stopped, and asks it for its tools. Waits as long as that
   * may take; how it stands then says whether it did.
   *
   * @param name that the catalogue declares
   */
  void start(ToolCatalog catalog, String name) throws InterruptedException;

  /**
   * Ends a server. Calls that are under way are lost; it is not started before somebody wants that.
   *
   * @param by who wants it, for people
   */
  void stop(ToolCatalog catalog, String name, String by);

  /** {@return what a server wrote to its error stream since it was started last} */
  List<String> log(ToolCatalog catalog, String name);
}
