package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.Failure;
import fermata.engine.state.Token.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@code map} step is.
 *
 * @param items the list that it goes over
 * @param started how many elements have been started, from the front
 * @param done the elements that have ended, in the order of their ends
 */
public record Mapping(JsonNode items, int started, Pile<Done> done) {

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
    return new Mapping(items, started + 1, done);
  }

  /** {@return this with one more element done} */
  public Mapping with(Done ended) {
    return new Mapping(items, started, done.plus(ended));
  }

  /** {@return how many elements are under way} */
  public int running() {
    return started - done.size();
  }
}
