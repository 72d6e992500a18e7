/**
 * The whole program as a user has it: the built command, real daemons, real files, real kills.
 *
 * <p>Few and slow by nature; what can be tested further in is tested there.
 */
@NullMarked
package fermata.system;

import org.jspecify.annotations.NullMarked;
