/**
 * Rules about agents in Markdown: what their attributes mean in other tools and here.
 *
 * <p>What another tool has and we have not is information, never an error: such a file runs without
 * it. Each rule sees the front matter as it is written.
 *
 * <p>Uses {@code fermata.definition.check.rule} and what that shows.
 */
@NullMarked
package fermata.definition.check.markdown;

import org.jspecify.annotations.NullMarked;
