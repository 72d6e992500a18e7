/**
 * Params and results of {@code trigger/*}, and of {@code agent/register} and {@code
 * agent/unregister}. Plain records; may use {@code fermata.wire.json}.
 */
@NullMarked
package fermata.wire.method.trigger;

import org.jspecify.annotations.NullMarked;
