package fermata.daemon.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears of a call while it runs. What it hears is shown and forgotten: the outcome has all of it.
 *
 * <p>Implementations are thread-safe and do not block, but for {@link #ask}.
 */
public interface ToolListener {

  /**
   * More output.
   *
   * @param field what it belongs to, such as {@code output}
   */
  void output(String field, String text);

  /**
   * How far the call has come.
   *
   * @param value how much is done
   * @param total how much there is
   */
  void progress(String message, @Nullable Double value, @Nullable Double total);

  /**
   * What the call shows now, all of it.
   *
   * @param shown in the order in which they were first shown
   */
  default void displays(List<Display> shown) {}

  /**
   * Something that is kept, because whoever looks at the call later should know it.
   *
   * @param kind such as {@code tool.coerced}
   */
  default void warning(String kind, String message) {}

  /**
   * Asks a person and waits for the answer, as long as it takes. The deadline of the call does not
   * pass meanwhile. An interrupt withdraws the question.
   *
   * @return nothing where somebody declined to answer, or where nobody can be asked
   */
  default Optional<JsonNode> ask(ToolQuestion question) throws InterruptedException {
    return Optional.empty();
  }
}
