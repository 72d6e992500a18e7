/**
 * What starts runs without anybody's asking: definitions whose triggers are armed, and the sources
 * that watch for times, requests and changes of files.
 *
 * <p>A {@link fermata.daemon.trigger.TriggerSource} watches for one kind of trigger and says that
 * it fired; the {@link fermata.daemon.trigger.TriggerRegistry} makes a run of that. When a trigger
 * is due stands in the store and moves in the commit that starts its run, so each time starts one
 * run, whatever happens to the daemon. Time comes from a clock that is given; only one thread
 * sleeps.
 *
 * <p>Uses {@code fermata.daemon.run}, {@code fermata.daemon.source}, {@code fermata.daemon.store},
 * {@code fermata.daemon.platform} and {@code fermata.daemon.refusal}.
 */
@NullMarked
package fermata.daemon.trigger;

import org.jspecify.annotations.NullMarked;
