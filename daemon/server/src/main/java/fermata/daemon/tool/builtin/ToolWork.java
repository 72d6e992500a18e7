package fermata.daemon.tool.builtin;

import fermata.daemon.platform.Deadline;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.files.Root;

/**
 * What the body of a tool works with.
 *
 * @param root of all paths
 * @param deadline by which the call ends; signs of life put it off
 */
public record ToolWork(Arguments args, Root root, ToolListener listener, Deadline deadline) {}
