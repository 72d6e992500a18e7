/**
 * Regular expressions that authors write, matched in time that is known beforehand.
 *
 * <p>The only package that knows the library for them. No pattern of ours goes through it: those
 * are constants, and the JDK's engine is fine for them.
 *
 * <p>Uses RE2/J.
 */
@NullMarked
package fermata.definition.pattern;

import org.jspecify.annotations.NullMarked;
