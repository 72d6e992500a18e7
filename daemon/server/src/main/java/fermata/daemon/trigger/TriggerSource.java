package fermata.daemon.trigger;

import fermata.daemon.store.EntryId;
import java.time.Instant;
import java.util.Optional;

/**
 * What watches for one kind of trigger.
 *
 * <p>Told of every armed trigger; those of other kinds it lets pass. When one fires it tells its
 * {@link TriggerSink}. Thread-safe.
 */
public interface TriggerSource extends AutoCloseable {

  /** Takes where to say that something fired. Called once, before all else. */
  void attach(TriggerSink sink);

  /** Watches for a trigger; one that is armed already is replaced. */
  void arm(ArmedTrigger trigger);

  /** Watches for a trigger no more. */
  void disarm(EntryId id);

  /** Fires what is due. Called when {@link #nextLook} has come, and now and then. */
  void look(Instant now);

  /** {@return when to look next; empty where that is not a matter of time} */
  Optional<Instant> nextLook();

  /** Watches for nothing more. */
  @Override
  void close();
}
