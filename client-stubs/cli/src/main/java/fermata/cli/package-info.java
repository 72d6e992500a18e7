/** The fermata command. */
@NullMarked
package fermata.cli;

import org.jspecify.annotations.NullMarked;
