/** Writes {@code docs/tools.md}, and holds what it and the declarations say against the code. */
@NullMarked
package fermata.daemon.tool.document;

import org.jspecify.annotations.NullMarked;
