/** Tests of the package of the same name. */
@NullMarked
package fermata.cli.question;

import org.jspecify.annotations.NullMarked;
