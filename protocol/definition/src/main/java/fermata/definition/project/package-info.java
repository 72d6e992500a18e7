/**
 * The project file of a workspace, {@code fermata.yaml}, as a value: what it says about models,
 * limits, approvals and how bad problems are.
 *
 * <p>Reading it is {@code fermata.definition.load}; what it means for a definition too. Nothing
 * here opens a file, and no value holds a secret: keys stand as the names of environment variables.
 *
 * <p>Uses {@code fermata.definition.model}, {@code .text} and {@code .yaml}.
 */
@NullMarked
package fermata.definition.project;

import org.jspecify.annotations.NullMarked;
