package fermata.definition.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a node is given, and what it may read and write of the shared state.
 *
 * @param inputs values by name, computed when the node starts; it reads them as {@code inputs.NAME}
 * @param reads the keys of the state that its expressions see; all of them where absent
 * @param writes the keys of the state that it may write; where absent a {@code transform} may write
 *     all and any other node none
 */
public record NodeAccess(
    SequencedMap<String, ValueTemplate> inputs,
    @Nullable List<String> reads,
    @Nullable List<String> writes) {

  /** Of a node that says nothing of it. */
  public static final NodeAccess OPEN = new NodeAccess(Ordered.empty(), null, null);

  public NodeAccess {
    inputs = Ordered.copyOf(inputs);
    reads = reads == null ? null : List.copyOf(reads);
    writes = writes == null ? null : List.copyOf(writes);
  }

  /** Whether the expressions of the node see a key of the state. */
  public boolean mayRead(String key) {
    return reads == null || reads.contains(key);
  }

  /** Whether {@code set} of the node may write a key of the state. */
  public boolean mayWrite(String key) {
    return writes == null || writes.contains(key);
  }

  /** {@return the keys that it may read, where they are limited} */
  public Optional<List<String>> readable() {
    return Optional.ofNullable(reads);
  }

  /** {@return the keys that it may write, where they are limited} */
  public Optional<List<String>> writable() {
    return Optional.ofNullable(writes);
  }
}
