/**
 * The models that one run can ask: which provider or recording answers a request, and what people
 * are told about it.
 *
 * <p>Uses the port and the packages beside this one.
 */
@NullMarked
package fermata.daemon.model.run;

import org.jspecify.annotations.NullMarked;
