package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import org.jspecify.annotations.Nullable;

/** What a client wants to happen to a run, decided when its turn comes. */
public interface RunChange {

  /**
   * {@return what does it}
   *
   * @param run absent when the run has ended
   * @throws RefusedException if it does not fit the state
   */
  RunDecision decide(@Nullable RunSight run);
}
