/**
 * The tools runner: finds the tool of a call, checks what goes in and out, keeps its deadline and
 * says how it ended.
 *
 * <p>Every call has a thread of its own and takes no place that another call could wait for, but
 * for the places of running programs. What tools do is in {@code fermata.daemon.tool.builtin}, how
 * programs are run in {@code fermata.daemon.tool.process}.
 *
 * <p>Uses {@code fermata.definition}, the port and the packages beside this one, and SLF4J.
 */
@NullMarked
package fermata.daemon.tool.runner;

import org.jspecify.annotations.NullMarked;
