/** The stand-in for a provider, as tests of model providers use it. */
@NullMarked
package fermata.daemon.model;

import org.jspecify.annotations.NullMarked;
