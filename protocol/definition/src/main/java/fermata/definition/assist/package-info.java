/**
 * What an editor asks about a place of a definition: completions, hovers and declarations, as pure
 * functions of a loaded text and an offset.
 *
 * <p>Total: any text, however broken, and any offset get an answer, which may be empty. All that is
 * offered comes from the tables that the checks read, so that nothing is offered that a check then
 * refuses. Documentation is Markdown; nothing here knows LSP, files or a daemon.
 *
 * <p>Uses all other packages of {@code fermata.definition}.
 */
@NullMarked
package fermata.definition.assist;

import org.jspecify.annotations.NullMarked;
