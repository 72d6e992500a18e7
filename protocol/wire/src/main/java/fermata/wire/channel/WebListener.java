package fermata.wire.channel;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Accepts HTTP and WebSocket connections on a port: of the loopback interface, or with TLS of any
 * other. Whoever comes in has a token or a ticket, wherever from. Thread-safe.
 *
 * <p>Whoever has proven nothing yet has five seconds for it, and there are at most 32 of them; more
 * are closed as they come, so that strangers who are silent keep nobody out for longer than that.
 */
public final class WebListener implements AutoCloseable {

  /** How long a peer may take until it has proven who it is. */
  public static final Duration STRANGER_MAX = Duration.ofSeconds(5);

  /** Peers that have not proven who they are yet. */
  public static final int STRANGERS_MAX = 32;

  private final EventLoopGroup loop;
  private final Channel server;
  private final OpenConnections connections;

  private WebListener(EventLoopGroup loop, Channel server, OpenConnections connections) {
    this.loop = loop;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Binds a port and begins to accept.
   *
   * @param address port 0 for any that is free
   * @param tls absent for an address of the loopback interface without encryption
   * @throws IOException if other machines could reach the address without TLS, or it cannot be
   *     bound
   */
  public static WebListener open(
      InetSocketAddress address,
      ConnectionLimits limits,
      ConnectionHandler handler,
      WebAccess web,
      @Nullable WebTls tls)
      throws IOException {
    return open(address, limits, handler, new Manner(web, tls, STRANGER_MAX));
  }

  /**
   * How a listener lets others in.
   *
   * @param strangerMax how long a peer may take until it has proven who it is
   */
  record Manner(WebAccess web, @Nullable WebTls tls, Duration strangerMax) {}

  static WebListener open(
      InetSocketAddress address, ConnectionLimits limits, ConnectionHandler handler, Manner manner)
      throws IOException {
    boolean isPrivate = address.getAddress() != null && address.getAddress().isLoopbackAddress();
    if (!isPrivate && manner.tls() == null) {
      throw new IOException(
          address
              + " can be reached from other machines (expected: a loopback address, or a certificate"
              + " for TLS)");
    }
    var connections = new OpenConnections(limits, handler, "w");
    EventLoopGroup loop = IoLoop.open("web-io");
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, RpcListener.WATER_MARK)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childHandler(new Entrance(connections, manner))
            .bind(address)
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          "cannot listen on " + address + ": " + binding.cause().getMessage(), binding.cause());
    }
    return new WebListener(loop, binding.channel(), connections);
  }

  /** Puts a door before each channel. */
  private static final class Entrance extends ChannelInitializer<Channel> {

    private final OpenConnections connections;
    private final Manner manner;
    private final AtomicInteger strangers = new AtomicInteger();
    private final FailureBrakes brakes = new FailureBrakes();

    Entrance(OpenConnections connections, Manner manner) {
      this.connections = connections;
      this.manner = manner;
    }

    @Override
    protected void initChannel(Channel channel) {
      WebTls tls = manner.tls();
      if (tls != null) {
        channel.pipeline().addLast(tls.handler(channel.alloc(), manner.strangerMax()));
      }
      if (strangers.get() >= STRANGERS_MAX || !connections.admit(channel)) {
        HttpDoor.refuse(channel, 503, "too many connections");
        return;
      }
      strangers.incrementAndGet();
      var isKnown = new AtomicBoolean();
      Runnable introduce =
          () -> {
            if (isKnown.compareAndSet(false, true)) {
              strangers.decrementAndGet();
            }
          };
      channel.closeFuture().addListener(_ -> introduce.run());
      ScheduledFuture<?> deadline =
          channel
              .eventLoop()
              .schedule(
                  () -> HttpDoor.refuse(channel, 408, "no request in time"),
                  manner.strangerMax().toMillis(),
                  TimeUnit.MILLISECONDS);
      Runnable onHead =
          () -> {
            deadline.cancel(false);
            introduce.run();
          };
      channel.pipeline().addLast(new HttpDoor(wayOf(channel), null, onHead));
      channel.closeFuture().addListener(_ -> deadline.cancel(false));
    }

    private HttpDoor.Way wayOf(Channel channel) {
      WebAccess web = manner.web();
      var at = new WebAddress((InetSocketAddress) channel.localAddress(), manner.tls() != null);
      return new HttpDoor.Way(
          connections,
          new WebGate(web.doorkeeper(), web.names()),
          web.pages(),
          brakes.of(((InetSocketAddress) channel.remoteAddress()).getAddress()),
          at);
    }
  }

  /** {@return the port that it listens at} */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Takes no more connections, lets the open ones send what they have, and ends them. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    try {
      connections.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
  }
}
