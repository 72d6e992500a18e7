package fermata.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.HostedTool.ToolFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a tool of this program says while it performs a call, and what it is told.
 *
 * <p>Ends with the call: what waits then is cancelled. Each method throws a {@link
 * FermataException} where the daemon cannot be reached or does not know the call any more.
 * Thread-safe.
 */
public interface HostedTalk {

  /**
   * Tells how far the call is; the call's timeout counts anew.
   *
   * @param value how much is done
   * @param total how much there is
   */
  void progress(String message, @Nullable Double value, @Nullable Double total);

  /** Shows more output. */
  void output(String text);

  /**
   * Shows a content.
   *
   * @param id what is shown under it already is replaced
   * @param bundle contents by media types
   */
  void display(String id, JsonNode bundle);

  /**
   * Publishes an event in the name of the run.
   *
   * @return its number, once it is durable
   * @throws ToolFailedException where it cannot be published
   */
  long publish(String schema, JsonNode data, List<String> tags)
      throws ToolFailedException, InterruptedException;

  /**
   * Waits for the next event that a selector fits. The wait is there when this returns, so what is
   * published afterwards is not missed.
   *
   * @return the event; nothing when the time has passed. It fails with a {@link
   *     ToolFailedException} where the selector is wrong
   */
  CompletableFuture<Optional<JsonNode>> waitForEvent(JsonNode selector, Duration timeout);

  /** Somebody who hears events until it is closed, or the call ends. */
  interface Listening extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Hears every event that a selector fits and that is published after this returns.
   *
   * @param handler called on a thread of its own, for one event after the other
   */
  Listening onEvent(JsonNode selector, Consumer<JsonNode> handler);

  /**
   * Asks a person, in the words of {@code human.ask}, and waits for the answer as long as it takes.
   * The timeout of the call does not pass meanwhile.
   *
   * @return nothing where somebody declined
   * @throws ToolFailedException where it cannot be asked
   */
  Optional<JsonNode> ask(JsonNode question) throws ToolFailedException, InterruptedException;
}
