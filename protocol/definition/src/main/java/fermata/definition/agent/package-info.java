/**
 * What is known of the other agents of a workspace, for definitions that run them.
 *
 * <p>Belongs here: what a definition must know of another one to use it. An agent may be a tool
 * too. Not how its file is found or read, and not its problems.
 *
 * <p>Uses {@code fermata.definition.model} and {@code .tool} for how sure knowledge is.
 */
@NullMarked
package fermata.definition.agent;

import org.jspecify.annotations.NullMarked;
