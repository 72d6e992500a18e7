package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt of a call wants to know of people: one thing after the other.
 *
 * <p>A person takes as long as it takes: who waits is ended with the call. Thread-safe.
 */
final class CallQuestions {

  private final Semaphore turn = new Semaphore(1, true);
  private volatile @Nullable CompletableFuture<JsonNode> open;

  /**
   * Asks and waits.
   *
   * @param begin tells the run of the question
   * @param withdraw tells the run that nobody wants to know any more
   * @return the answer; nothing where somebody declined to answer
   */
  Optional<JsonNode> ask(Runnable begin, Runnable withdraw) throws InterruptedException {
    turn.acquire();
    var answer = new CompletableFuture<JsonNode>();
    try {
      open = answer;
      begin.run();
      return Optional.of(answer.get()).filter(value -> !value.isNull());
    } catch (InterruptedException interrupted) {
      withdraw.run();
      throw interrupted;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("an answer is a value", impossible);
    } finally {
      open = null;
      turn.release();
    }
  }

  /** Takes the answer to what was asked. */
  void answer(JsonNode value) {
    CompletableFuture<JsonNode> asked = open;
    if (asked != null) {
      asked.complete(value);
    }
  }
}
