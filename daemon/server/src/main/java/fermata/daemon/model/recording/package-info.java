/**
 * Recordings: requests to models with their replies, in a file, and models that answer from it.
 *
 * <p>A request is compared in a normal form that leaves out what may differ between two runs of the
 * same definition: the model's name and what the budget leaves. {@code docs/recordings.md} has the
 * format. Keys never get here: a request has none. Secrets that a tool or a model repeats stand by
 * their names.
 *
 * <p>Uses {@code fermata.daemon.model}, {@code fermata.daemon.secret} and Jackson.
 */
@NullMarked
package fermata.daemon.model.recording;

import org.jspecify.annotations.NullMarked;
