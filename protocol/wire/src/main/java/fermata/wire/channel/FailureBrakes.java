package fermata.wire.channel;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link FailureBrake} for each machine that somebody tries proofs from. Confined to one event
 * loop.
 */
final class FailureBrakes {

  /** Machines that are remembered; who has not been heard of for longest goes. */
  private static final int MACHINES_MAX = 1024;

  private final Map<InetAddress, FailureBrake> brakes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, FailureBrake> eldest) {
          return size() > MACHINES_MAX;
        }
      };

  FailureBrake of(InetAddress machine) {
    return brakes.computeIfAbsent(machine, _ -> new FailureBrake());
  }
}
