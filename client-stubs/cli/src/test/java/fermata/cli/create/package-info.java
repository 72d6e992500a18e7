/** Tests of new definitions. */
@NullMarked
package fermata.cli.create;

import org.jspecify.annotations.NullMarked;
