package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.ElementId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What moves through the graph: where it is in the fan-outs, and what its branch has written.
 *
 * <p>Every two tokens of a run are in different branches of some fan-out, because all come from the
 * one that the run started with.
 *
 * @param writes of its branch that the others do not see before they join; in the order of their
 *     numbers
 */
public record Token(Lineage lineage, List<Write> writes) {

  /** The token that a run starts with. */
  public static final Token FIRST = new Token(Lineage.root(), List.of());

  public Token {
    writes = List.copyOf(writes);
  }

  /** {@return the element of a map step that it is in; absent outside of every map body} */
  public @Nullable ElementId frame() {
    Lineage.Element frame = lineage.frame();
    return frame == null ? null : frame.id();
  }

  /**
   * A write to the shared state that is not there yet.
   *
   * @param number counts the writes of a run from 1
   * @param lineage of the branch that wrote; the order in which branches meet
   */
  public record Write(int number, String key, JsonNode value, Lineage lineage) {}
}
