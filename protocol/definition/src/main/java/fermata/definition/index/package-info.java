/**
 * Where the things of a definition stand in its text: declarations, references, expressions and the
 * places that pointers name.
 *
 * <p>One index serves checks, go to definition, references, rename, symbols and the places of
 * failures at run time. It is made by the loader, also for a broken text.
 *
 * <p>Uses {@code fermata.definition.text}, {@code .yaml}, {@code .expression} and {@code .model}.
 */
@NullMarked
package fermata.definition.index;

import org.jspecify.annotations.NullMarked;
