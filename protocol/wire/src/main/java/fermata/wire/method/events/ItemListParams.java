package fermata.wire.method.events;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code item/list}. */
public record ItemListParams(
    @Doc("session of the items") String session,
    @Doc(
            "cursor to list after, or before it where that is backward; absent for the end to begin at")
        @Nullable String after,
    @Doc("at most so many items, 1 to 500; 100 unless said") @Nullable Integer limit,
    @Doc("backward lists the newest first; forward unless said") @Nullable ReadDirection direction,
    @Doc("only items of these runs") @Nullable List<String> runs,
    @Doc("only items of these kinds") @Nullable List<ItemKind> kinds) {

  public ItemListParams {
    runs = runs == null ? null : List.copyOf(runs);
    kinds = kinds == null ? null : List.copyOf(kinds);
  }
}
