/** Tests of the package of the same name. */
@NullMarked
package fermata.cli.console;

import org.jspecify.annotations.NullMarked;
