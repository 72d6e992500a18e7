/** The daemon: builds the object graph, owns its life. */
@NullMarked
package fermata.daemon;

import org.jspecify.annotations.NullMarked;
