/**
 * Files below a root, and no way out of it.
 *
 * <p>A path that a tool is given is resolved once, links and all, and must lie below the root; it
 * is then opened name by name from the root's own directory handle, following no link. What is
 * swapped in between makes the call fail and never lets it out. Walks, glob patterns and the
 * counting of lines belong here; which tool shows what does not.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package fermata.daemon.tool.files;

import org.jspecify.annotations.NullMarked;
