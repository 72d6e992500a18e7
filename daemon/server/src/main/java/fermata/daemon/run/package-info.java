/**
 * Runs: what moves them, performs what they ask for, and brings them back.
 *
 * <p>A session has one {@link fermata.daemon.run.RunLoop} while something happens to it, and none
 * while it is held. The loop gives inputs to the engine and keeps the order: store, replace the
 * state, publish, perform. What a run does next is decided in {@code fermata.engine}; how a tool or
 * a model is called, in {@code fermata.daemon.tool} and {@code fermata.daemon.model}.
 *
 * <p>Uses those, {@code fermata.daemon.journal}, {@code .store}, {@code .source}, {@code .refusal}
 * and {@code .platform}.
 */
@NullMarked
package fermata.daemon.run;

import org.jspecify.annotations.NullMarked;
