/**
 * Agent definitions as the daemon gets them: read from files once, then kept with the run.
 *
 * <p>Loading itself is {@code fermata.definition.load}, the same for editor, command line and
 * daemon; here is where its texts come from. A run goes on with the texts that it was started with,
 * whatever happens to the files.
 *
 * <p>Uses {@code fermata.definition}, {@code fermata.daemon.tool} for what tools there are, {@code
 * fermata.daemon.refusal} and {@code fermata.wire.json}.
 */
@NullMarked
package fermata.daemon.source;

import org.jspecify.annotations.NullMarked;
