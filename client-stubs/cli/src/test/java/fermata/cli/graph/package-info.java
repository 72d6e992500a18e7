/** {@code fermata graph}, run as the process runs it. */
@NullMarked
package fermata.cli.graph;

import org.jspecify.annotations.NullMarked;
