package fermata.wire.event;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** A place of a definition at which a debugger wants a run to stand still. */
public record Breakpoint(
    @Doc("by which the debugger knows it") String id,
    @Doc("agent whose definition it is in; absent means that of the run") @Nullable String agent,
    @Doc("what is at the place: node, edge or tool") String kind,
    @Doc("the node, the pointer of the edge such as edges[2], or the tool") String at,
    @Doc("node whose calls of the tool count; absent means all") @Nullable String node,
    @Doc("expression; where it is not true, the run goes on") @Nullable String condition,
    @Doc(
            "expression about hits, how often the place was reached; where it is not true, the run goes on")
        @Nullable String hits,
    @Doc("template to be told in place of standing still") @Nullable String log) {}
