/** Tests of the process around the commands: arguments, failures, exit codes. */
@NullMarked
package fermata.cli;

import org.jspecify.annotations.NullMarked;
