package fermata.daemon.tool;

import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolKnowledge;
import fermata.engine.run.ToolOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls tools.
 *
 * <p>Thread-safe.
 */
public interface ToolRunner {

  /** {@return the built-in tools and those of the catalogues, without those that are broken} */
  ToolKnowledge knowledge(ToolCatalog catalog);

  /** {@return how a catalogue declares a tool, where it does} */
  default Optional<ToolDeclaration> declaration(ToolCatalog catalog, ToolName tool) {
    return Optional.empty();
  }

  /**
   * {@return the same of catalogues that were just read from their files}
   *
   * <p>Where these declare other tools than those that were read there before, that is told.
   */
  default ToolKnowledge refresh(ToolCatalog catalog) {
    return knowledge(catalog);
  }

  /**
   * {@return the same, after the servers were asked of which some tool is named or fits a pattern}
   *
   * <p>Starts servers and waits for them, each as long as a server may take to start; one that does
   * not answer stays unknown.
   *
   * @param patterns names of tools, or what they begin with and a {@code *}
   */
  default ToolKnowledge ask(ToolCatalog catalog, List<String> patterns)
      throws InterruptedException {
    return knowledge(catalog);
  }

  /**
   * Starts a call. Returns at once; arguments that do not fit and tools that do not exist are
   * outcomes too.
   *
   * @param listener hears of the call while it runs, from any thread, never after it has ended
   */
  ToolExecution start(ToolCall call, ToolListener listener);

  /**
   * Calls a tool and waits for the end. Does the work on the calling thread where the tool allows
   * that, so that nobody is woken for a short one.
   *
   * @param listener hears of the call while it runs, from any thread, never after it has ended
   * @param begun is told how to end the call
   */
  default ToolOutcome call(ToolCall call, ToolListener listener, Consumer<ToolExecution> begun) {
    ToolExecution execution = start(call, listener);
    begun.accept(execution);
    return execution.await();
  }
}
