/** Tests of the package of the same name. */
@NullMarked
package fermata.cli.test;

import org.jspecify.annotations.NullMarked;
