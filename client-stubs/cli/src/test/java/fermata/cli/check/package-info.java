/** Tests of the package of the same name. */
@NullMarked
package fermata.cli.check;

import org.jspecify.annotations.NullMarked;
