/**
 * Text, places in it, and what is wrong with it: source texts, spans, line indexes and problems.
 *
 * <p>Offsets are UTF-16 code units everywhere, because that is what a Java string and an editor
 * count. Nothing here knows YAML, agents or LSP.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package fermata.definition.text;

import org.jspecify.annotations.NullMarked;
