/** Programs that use Fermata, as its documents show them. Each is run by a test. */
@NullMarked
package fermata.example;

import org.jspecify.annotations.NullMarked;
