/**
 * Tests of agents: files that say what a run is given, and what must come of it.
 *
 * <p>A test never asks a provider: models answer from a recording. {@code docs/testing-agents.md}
 * has the form of the files. How the tests are found and where the daemon comes from is for {@code
 * fermata.cli.command}.
 *
 * <p>Uses {@code fermata.client}, {@code fermata.definition}, {@code fermata.cli.follow}, {@code
 * fermata.cli.question} and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.test;

import org.jspecify.annotations.NullMarked;
