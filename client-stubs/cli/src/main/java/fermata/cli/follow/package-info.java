/**
 * A run as somebody watches it: events become lines, questions become dialogs.
 *
 * <p>{@link fermata.cli.follow.RunView} only shows and {@link fermata.cli.follow.Follower} only
 * decides what happens next; neither connects to a daemon nor starts a run.
 *
 * <p>Uses {@code fermata.client}, the wire records of events and questions, {@code
 * fermata.cli.question}, {@code fermata.cli.value} and {@code fermata.cli.console}.
 */
@NullMarked
package fermata.cli.follow;

import org.jspecify.annotations.NullMarked;
