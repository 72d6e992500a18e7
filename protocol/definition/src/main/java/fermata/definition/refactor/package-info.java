/**
 * Other ways to write the same definition, offered where a cursor is.
 *
 * <p>Each is proved before it is offered: the text after the edits has the same digest and no
 * problem that was not there. What has comments that would be lost is left alone. Pure; a new file
 * is a value.
 *
 * <p>Uses {@code fermata.definition.load} and all that it uses.
 */
@NullMarked
package fermata.definition.refactor;

import org.jspecify.annotations.NullMarked;
