/**
 * The layout of definitions: which white space a text has, and nothing else of it.
 *
 * <p>From a text to edits that change blanks and line ends between things: indentation, spaces
 * around indicators, blank lines, the columns of comments. What a text says stays as it is: keys
 * and their order, quotes, anchors, comments, the lines that the author has chosen, and the text
 * inside of scalars but for its indentation. Reordering, quoting and wrapping do not belong here.
 *
 * <p>Knows nothing of agents. Uses {@code fermata.definition.text} and {@code
 * fermata.definition.yaml} only.
 */
@NullMarked
package fermata.definition.format;

import org.jspecify.annotations.NullMarked;
