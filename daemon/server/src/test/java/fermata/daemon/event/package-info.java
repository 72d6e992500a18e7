/** Tests of the router of published events. */
@NullMarked
package fermata.daemon.event;

import org.jspecify.annotations.NullMarked;
