package fermata.definition.load;

import fermata.definition.index.DefinitionIndex;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The index of one definition, made when it is first asked for: a key and its completion need none.
 *
 * <p>Thread-safe. Two threads that need it at once make it once.
 */
final class LazyIndex {

  private @Nullable Supplier<DefinitionIndex> maker;
  private volatile @Nullable DefinitionIndex made;

  /** An index that is made later, by one thread. */
  LazyIndex(Supplier<DefinitionIndex> maker) {
    this.maker = maker;
  }

  /** An index that is there. */
  LazyIndex(DefinitionIndex made) {
    this.made = made;
  }

  DefinitionIndex get() {
    DefinitionIndex found = made;
    return found != null ? found : make();
  }

  private synchronized DefinitionIndex make() {
    DefinitionIndex found = made;
    if (found == null && maker != null) {
      found = maker.get();
      made = found;
      maker = null;
    }
    return found == null ? DefinitionIndex.EMPTY : found;
  }
}
