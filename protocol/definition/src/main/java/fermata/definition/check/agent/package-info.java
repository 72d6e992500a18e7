/**
 * Rules about nodes that run other agents: whether those are there, take what they are given, give
 * what is expected of them, and end.
 *
 * <p>What is not known of another agent is not told: see {@code fermata.definition.agent}.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that uses.
 */
@NullMarked
package fermata.definition.check.agent;

import org.jspecify.annotations.NullMarked;
