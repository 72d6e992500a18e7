/**
 * What triggers are about: cron expressions and when they are due in a time zone, and patterns of
 * paths.
 *
 * <p>Refuses to know what time it is and which files there are; both come as values. Uses {@code
 * fermata.definition.text}.
 */
@NullMarked
package fermata.definition.schedule;

import org.jspecify.annotations.NullMarked;
