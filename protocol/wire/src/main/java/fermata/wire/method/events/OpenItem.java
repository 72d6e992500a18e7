package fermata.wire.method.events;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;

/** A message or tool output under way. */
public record OpenItem(
    @Doc("id of the item") String item,
    @Doc("run that it belongs to") String run,
    @Doc("text, reasoning or output") String field,
    @Doc("what there is so far") @Untrusted String text,
    @Doc("UTF-16 units of it") long off) {}
