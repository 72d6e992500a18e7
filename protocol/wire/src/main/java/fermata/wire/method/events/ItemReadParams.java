package fermata.wire.method.events;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code item/read}. */
public record ItemReadParams(
    @Doc("session of the item") String session,
    @Doc("item to read") String item,
    @Doc("text, reasoning or output; text unless said") @Nullable String field,
    @Doc("where to begin, in UTF-16 units; 0 unless said") @Nullable Long from) {}
