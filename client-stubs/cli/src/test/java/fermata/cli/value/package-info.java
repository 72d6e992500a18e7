/** Tests of the package of the same name. */
@NullMarked
package fermata.cli.value;

import org.jspecify.annotations.NullMarked;
