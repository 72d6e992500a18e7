package fermata.daemon.rpc;

import fermata.daemon.platform.Threads;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Starts the requests of one connection: those of a lane one after another in the order of their
 * arrival, lanes beside each other, each request on a thread of its own.
 *
 * <p>How many requests there may be is the connection's limit. Thread-safe.
 */
final class RequestLanes {

  private final String name;
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  RequestLanes(String name) {
    this.name = name;
  }

  /**
   * Starts a request when its turn comes.
   *
   * @param lane absent for a request that waits for no other
   * @param isWait whether those behind it start as soon as it has started
   */
  void start(@Nullable String lane, boolean isWait, Runnable request) {
    if (lane == null) {
      Threads.start(name, request);
      return;
    }
    Runnable task =
        isWait
            ? () -> {
              next(lane);
              request.run();
            }
            : () -> {
              try {
                request.run();
              } finally {
                next(lane);
              }
            };
    synchronized (waiting) {
      Queue<Runnable> others = waiting.get(lane);
      if (others != null) {
        others.add(task);
        return;
      }
      waiting.put(lane, new ArrayDeque<>());
    }
    Threads.start(name, task);
  }

  private void next(String lane) {
    Runnable next;
    synchronized (waiting) {
      Queue<Runnable> others = waiting.get(lane);
      next = others == null ? null : others.poll();
      if (next == null) {
        waiting.remove(lane);
        return;
      }
    }
    Threads.start(name, next);
  }
}
