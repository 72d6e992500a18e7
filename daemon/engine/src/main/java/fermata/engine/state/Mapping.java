package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.Failure;
import fermata.engine.state.Token.Write;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@code map} step is.
 *
 * @param items the list that it goes over
 * @param since when it began
 * @param started how many elements have been started, from the front
 * @param done the elements that have ended, in the order of their ends
 */
public record Mapping(JsonNode items, Instant since, int started, Pile<Done> done) {

  /**
   * An element that has ended.
   *
   * @param result what its body came to; absent where that failed
   * @param writes of its body, to meet those of the other elements
   */
  public record Done(
      int index, @Nullable JsonNode result, @Nullable Failure error, List<Write> writes) {

    public Done {
      writes = List.copyOf(writes);
    }
  }

  /** {@return this with one more element started} */
  public Mapping starting() {
    return new Mapping(items, since, started + 1, done);
  }

  /** {@return this with one more element done} */
  public Mapping with(Done ended) {
    return new Mapping(items, since, started, done.plus(ended));
  }

  /** {@return this with the time moved} */
  public Mapping shifted(long millis) {
    return new Mapping(items, since.plusMillis(millis), started, done);
  }

  /** {@return how many elements are under way} */
  public int running() {
    return started - done.size();
  }
}
