/** Tests of times by the calendar and of patterns of paths. */
@NullMarked
package fermata.definition.schedule;

import org.jspecify.annotations.NullMarked;
