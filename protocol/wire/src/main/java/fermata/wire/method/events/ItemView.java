package fermata.wire.method.events;

import fermata.wire.event.MessageRole;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message, a tool call, a question or a child run, from its first event to its last. */
public record ItemView(
    @Doc("its id, unique in its run") String item,
    @Doc("what it is") ItemKind kind,
    @Doc("run that it belongs to") @Nullable String run,
    @Doc("step that it belongs to") @Nullable String step,
    @Doc("node that it belongs to") @Nullable String node,
    @Doc("of a message: who it is from") @Nullable MessageRole role,
    @Doc("tool, or agent of a child run") @Nullable String name,
    @Doc("type of its newest event") String type,
    @Doc("whether more is to come") boolean open,
    @Doc("number of its first event") long firstSeq,
    @Doc("number of its newest event") long lastSeq,
    @Doc("when it began") Instant at,
    @Doc("how its text begins, at most 200 UTF-16 units") @Untrusted @Nullable String text) {}
