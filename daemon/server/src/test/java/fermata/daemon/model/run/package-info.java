/** Tests of what answers the requests of a run, against a stand-in over real sockets. */
@NullMarked
package fermata.daemon.model.run;

import org.jspecify.annotations.NullMarked;
