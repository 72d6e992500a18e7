/**
 * What is known of models without asking them: where their providers are, what they cost, how much
 * they take.
 *
 * <p>A resource of ours, and a file of the user that adds to it and wins. Keys are not kept here,
 * only the names of the variables that hold them.
 *
 * <p>Uses Jackson and {@code fermata.engine.run}.
 */
@NullMarked
package fermata.daemon.model.catalog;

import org.jspecify.annotations.NullMarked;
