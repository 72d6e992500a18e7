/** Tests of the layout of definitions: cases by file, and properties over many texts. */
@NullMarked
package fermata.definition.format;

import org.jspecify.annotations.NullMarked;
