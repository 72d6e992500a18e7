/** The inputs, events, effects and state of a run. */
@NullMarked
package fermata.engine.run;

import org.jspecify.annotations.NullMarked;
