package fermata.wire.method.events;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** Result of {@code item/read}. */
public record ItemReadResult(
    @Doc("item") String item,
    @Doc("text, reasoning or output") String field,
    @Doc("where the text begins, in UTF-16 units; more than was asked where the beginning is gone")
        long off,
    @Doc("the text from there on") @Untrusted String text,
    @Doc("whether it may still grow") boolean open) {}
