package fermata.daemon.run;

import java.time.Duration;

/**
 * What runs may use of the daemon.
 *
 * @param activeMax runs that work at the same time; held ones do not count
 * @param waitingMax requests that wait for their turn in one session
 * @param resultUnitsMax UTF-16 units of all texts of a tool's result or a model's reply
 * @param resultDepthMax levels of nesting of a tool's result; an event adds a few of its own, and
 *     what travels may have no more than 64
 * @param stopMax how long a call that was asked to stop may take before the run goes on without it
 * @param askMax how long a request waits for its turn and the disk
 */
public record RunLimits(
    int activeMax,
    int waitingMax,
    long resultUnitsMax,
    int resultDepthMax,
    Duration stopMax,
    Duration askMax) {

  public static final RunLimits DEFAULT =
      new RunLimits(1_000, 256, 4L << 20, 48, Duration.ofSeconds(15), Duration.ofSeconds(60));
}
