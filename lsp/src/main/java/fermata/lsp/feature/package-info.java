/**
 * One class for each thing that an editor asks of a document: takes a snapshot, calls the language
 * core, converts.
 */
@NullMarked
package fermata.lsp.feature;

import org.jspecify.annotations.NullMarked;
