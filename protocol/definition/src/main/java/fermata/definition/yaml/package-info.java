/**
 * A tolerant, position-true tree of YAML 1.2 text, core schema.
 *
 * <p>Any text gives a tree and problems. The tree keeps the file's order and every key, also a
 * repeated one; it never expands an alias. It is built without recursion, so nesting cannot exhaust
 * the stack.
 *
 * <p>Knows nothing of agents. Uses {@code fermata.definition.text} and Jackson's tree model only.
 */
@NullMarked
package fermata.definition.yaml;

import org.jspecify.annotations.NullMarked;
