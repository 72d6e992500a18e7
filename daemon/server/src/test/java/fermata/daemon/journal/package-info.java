/** Tests of what journals store. */
@NullMarked
package fermata.daemon.journal;

import org.jspecify.annotations.NullMarked;
