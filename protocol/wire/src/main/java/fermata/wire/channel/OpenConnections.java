package fermata.wire.channel;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The connections of a listener. Thread-safe. */
final class OpenConnections {

  private final ConnectionLimits limits;
  private final ConnectionHandler handler;
  private final AtomicLong accepted = new AtomicLong();
  private final Map<Channel, SocketOutlet> open = new ConcurrentHashMap<>();

  OpenConnections(ConnectionLimits limits, ConnectionHandler handler) {
    this.limits = limits;
    this.handler = handler;
  }

  /** Makes a connection of a channel, unless there are too many; whether it did. */
  boolean add(Channel channel) {
    if (open.size() >= limits.connectionsMax()) {
      return false;
    }
    var outlet = new SocketOutlet("c" + accepted.incrementAndGet(), channel, limits, handler);
    open.put(channel, outlet);
    channel.closeFuture().addListener(_ -> open.remove(channel));
    channel.pipeline().addLast(outlet);
    return true;
  }

  int count() {
    return open.size();
  }

  /**
   * Ends every connection and waits for their threads, at most twice the time that one may take.
   */
  void close() throws InterruptedException {
    List<SocketOutlet> ending = List.copyOf(open.values());
    ending.forEach(outlet -> outlet.connection().close());
    long deadline = System.nanoTime() + 2 * limits.closeMax().toNanos();
    for (SocketOutlet outlet : ending) {
      @Nullable Thread thread = outlet.thread();
      if (thread != null) {
        thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
      outlet.closed().await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }
}
