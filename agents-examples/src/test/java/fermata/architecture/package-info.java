/**
 * The rules that keep the modules apart, checked on the compiled classes and on the source tree.
 *
 * <p>A rule here has no exemptions; one that would need some is the wrong rule.
 */
@NullMarked
package fermata.architecture;

import org.jspecify.annotations.NullMarked;
