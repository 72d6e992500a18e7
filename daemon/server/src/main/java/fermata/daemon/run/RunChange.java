package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.engine.run.RunInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client wants to happen to a run, decided when its turn comes. */
public interface RunChange {

  /**
   * {@return the inputs that do it, which take effect together; none where there is nothing to do}
   *
   * @param run absent when the run has ended
   * @throws RefusedException if it does not fit the state
   */
  List<RunInput> decide(@Nullable RunSight run);
}
