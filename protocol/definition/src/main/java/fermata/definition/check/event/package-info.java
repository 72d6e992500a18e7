/**
 * Rules about published events: what is waited for, what is published, what an agent subscribes to.
 *
 * <p>Uses the rules' common ground, selectors and patterns.
 */
@NullMarked
package fermata.definition.check.event;

import org.jspecify.annotations.NullMarked;
