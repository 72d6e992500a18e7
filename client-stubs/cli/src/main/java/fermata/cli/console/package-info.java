/**
 * What the command has around it: streams, terminal, environment, exit codes, and how amounts and
 * foreign text are shown.
 *
 * <p>Nothing here knows an agent, a run or the daemon, and nothing reads a system property or a
 * global stream: the program hands them over, so that tests can.
 *
 * <p>Uses Jackson's tree only.
 */
@NullMarked
package fermata.cli.console;

import org.jspecify.annotations.NullMarked;
