/** Tests of how commands are parsed. */
@NullMarked
package fermata.cli.command;

import org.jspecify.annotations.NullMarked;
