package fermata.wire.channel;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts HTTP and WebSocket connections on a port of the loopback interface, and on no other.
 * Thread-safe.
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
   * @param address of the loopback interface; port 0 for any that is free
   * @throws IOException if the address is another machine's to reach, or cannot be bound
   */
  public static WebListener open(
      InetSocketAddress address, ConnectionLimits limits, ConnectionHandler handler, WebAccess web)
      throws IOException {
    return open(address, limits, handler, web, STRANGER_MAX);
  }

  static WebListener open(
      InetSocketAddress address,
      ConnectionLimits limits,
      ConnectionHandler handler,
      WebAccess web,
      Duration strangerMax)
      throws IOException {
    if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
      throw new IOException(
          address
              + " can be reached from other machines (expected: a loopback address, because"
              + " there is no TLS here)");
    }
    var connections = new OpenConnections(limits, handler, "w");
    var loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("web-io", true), NioIoHandler.newFactory());
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, RpcListener.WATER_MARK)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childHandler(new Entrance(connections, web, strangerMax))
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
    private final WebAccess web;
    private final Duration strangerMax;
    private final AtomicInteger strangers = new AtomicInteger();
    private final FailureBrake brake = new FailureBrake();

    Entrance(OpenConnections connections, WebAccess web, Duration strangerMax) {
      this.connections = connections;
      this.web = web;
      this.strangerMax = strangerMax;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (strangers.get() >= STRANGERS_MAX || !connections.admit(channel)) {
        HttpDoor.refuse(channel, 503, "too many connections");
        return;
      }
      strangers.incrementAndGet();
      var isKnown = new java.util.concurrent.atomic.AtomicBoolean();
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
                  strangerMax.toMillis(),
                  TimeUnit.MILLISECONDS);
      int port = ((InetSocketAddress) channel.localAddress()).getPort();
      var way =
          new HttpDoor.Way(
              connections, new WebGate(web.doorkeeper(), web.names()), web.pages(), brake, port);
      channel
          .pipeline()
          .addLast(
              new HttpDoor(
                  way,
                  null,
                  () -> {
                    deadline.cancel(false);
                    introduce.run();
                  }));
      channel.closeFuture().addListener(_ -> deadline.cancel(false));
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
