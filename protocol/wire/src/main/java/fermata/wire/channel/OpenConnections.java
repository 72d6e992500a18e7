package fermata.wire.channel;

import fermata.wire.frame.FrameSplitter;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The channels of a listener, and the connections that some of them have become. Thread-safe. */
final class OpenConnections {

  private final ConnectionLimits limits;
  private final ConnectionHandler handler;
  private final String prefix;
  private final AtomicLong accepted = new AtomicLong();
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private final Map<Channel, SocketOutlet> open = new ConcurrentHashMap<>();

  /**
   * @param prefix of the names of connections, different for each listener of a process
   */
  OpenConnections(ConnectionLimits limits, ConnectionHandler handler, String prefix) {
    this.limits = limits;
    this.handler = handler;
    this.prefix = prefix;
  }

  /** Takes a channel in, unless there are too many; whether it did. */
  boolean admit(Channel channel) {
    if (channels.size() >= limits.connectionsMax()) {
      return false;
    }
    channels.add(channel);
    channel.closeFuture().addListener(_ -> channels.remove(channel));
    return true;
  }

  /** Makes a connection of lines or headers of an active channel. */
  void addStream(Channel channel, Peer peer) {
    add(channel, peer, new ByteCodec.Stream(new FrameSplitter(limits.frameBytesMax())));
  }

  /** Makes a connection of an active channel after its handshake. */
  void addWebSocket(Channel channel, Peer peer) {
    add(channel, peer, new ByteCodec.WebSocket(limits.frameBytesMax()));
  }

  private void add(Channel channel, Peer peer, ByteCodec codec) {
    String id = prefix + accepted.incrementAndGet();
    var outlet = new SocketOutlet(id, peer, channel, codec, limits, handler);
    open.put(channel, outlet);
    channel.closeFuture().addListener(_ -> open.remove(channel));
    channel.pipeline().addLast(outlet);
  }

  ConnectionLimits limits() {
    return limits;
  }

  /** {@return how many channels are open, whatever they carry} */
  int count() {
    return channels.size();
  }

  /**
   * Ends every connection and waits for their threads, at most twice the time that one may take.
   */
  void close() throws InterruptedException {
    List<SocketOutlet> ending = List.copyOf(open.values());
    ending.forEach(outlet -> outlet.connection().close());
    for (Channel channel : channels) {
      if (!open.containsKey(channel)) {
        var _ = channel.close();
      }
    }
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
