/**
 * Values that people type: read by the JSON schema that they should fit, and shown in few
 * characters.
 *
 * <p>Reading looks at types only; whether a value fits its whole schema is for the daemon to say,
 * once and for every client.
 *
 * <p>Uses Jackson's tree and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.value;

import org.jspecify.annotations.NullMarked;
