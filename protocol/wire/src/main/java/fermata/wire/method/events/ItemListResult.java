package fermata.wire.method.events;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code item/list}. */
public record ItemListResult(
    @Doc("in the order that was asked for, by their first events") List<ItemView> items,
    @Doc("how far was looked, to go on from; absent where there is no more")
        @Nullable String cursor) {

  public ItemListResult {
    items = List.copyOf(items);
  }
}
