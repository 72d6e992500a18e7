/**
 * What is known about tools: their declarations, and how sure that knowledge is.
 *
 * <p>Editor, command line and daemon hand the same knowledge to the loader, so that all three find
 * the same problems. Nothing here calls a tool.
 *
 * <p>Uses {@code fermata.definition.model} and Jackson's tree.
 */
@NullMarked
package fermata.definition.tool;

import org.jspecify.annotations.NullMarked;
