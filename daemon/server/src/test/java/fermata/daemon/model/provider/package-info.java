/** Tests of the package of the same name. */
@NullMarked
package fermata.daemon.model.provider;

import org.jspecify.annotations.NullMarked;
