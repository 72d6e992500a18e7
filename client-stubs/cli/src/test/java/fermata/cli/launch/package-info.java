/**
 * Tests of the launcher, a shell script, with a build and a Java that only say how they were
 * called.
 */
@NullMarked
package fermata.cli.launch;

import org.jspecify.annotations.NullMarked;
