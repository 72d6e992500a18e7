/** The document of the protocol, made from the catalogue and the golden files. */
@NullMarked
package fermata.wire.document;

import org.jspecify.annotations.NullMarked;
