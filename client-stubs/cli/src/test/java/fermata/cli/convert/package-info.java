/** {@code fermata import}, run as the process runs it. */
@NullMarked
package fermata.cli.convert;

import org.jspecify.annotations.NullMarked;
