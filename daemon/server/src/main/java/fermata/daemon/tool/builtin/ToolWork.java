package fermata.daemon.tool.builtin;

import fermata.daemon.platform.Deadline;
import fermata.daemon.tool.ToolArtifacts;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.files.Root;

/**
 * What the body of a tool works with.
 *
 * @param root of all paths
 * @param deadline by which the call ends; signs of life put it off
 * @param events by which it speaks with others
 * @param artifacts what its session keeps under names
 * @param key the same for every attempt of the call, and no other's
 * @param requester in whose name it is called
 */
public record ToolWork(
    Arguments args,
    Root root,
    ToolListener listener,
    Deadline deadline,
    ToolEvents events,
    ToolArtifacts artifacts,
    String key,
    String requester) {}
