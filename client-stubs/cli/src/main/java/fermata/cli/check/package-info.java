/**
 * Checks files and shows their problems with the lines that they are in.
 *
 * <p>Loads definitions exactly as the editor does, with {@link fermata.lsp.document.AgentFiles}, so
 * that a terminal and an editor never disagree. Needs no daemon.
 *
 * <p>Uses {@code fermata.definition}, the wire records of problems and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.check;

import org.jspecify.annotations.NullMarked;
