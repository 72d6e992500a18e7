/** Tests of the package of the same name. */
@NullMarked
package fermata.cli.follow;

import org.jspecify.annotations.NullMarked;
