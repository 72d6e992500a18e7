package fermata.wire.channel;

import fermata.wire.discovery.RunDirectory;
import fermata.wire.frame.Framing;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.MessageEncoder;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.jsonrpc.RpcMessage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections on a Unix socket. Thread-safe.
 *
 * <p>Fails closed: the directory of the socket must belong to this user and to nobody else, and so
 * must every peer.
 */
public final class RpcListener implements AutoCloseable {

  // A response waits behind at most this much of notifications.
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 << 10, 64 << 10);

  private final Path socket;
  private final EventLoopGroup loop;
  private final Channel server;
  private final OpenConnections connections;

  private RpcListener(
      Path socket, EventLoopGroup loop, Channel server, OpenConnections connections) {
    this.socket = socket;
    this.loop = loop;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Binds the socket, which must not exist, and begins to accept.
   *
   * @throws IOException when the directory is open to others or the socket cannot be bound
   */
  public static RpcListener open(Path socket, ConnectionLimits limits, ConnectionHandler handler)
      throws IOException {
    requireShort(socket);
    return open(socket, limits, handler, new PeerCheck(directoryOf(socket).require()), null);
  }

  /**
   * Binds the socket, which must not exist, and begins to accept, HTTP and WebSockets too. Who
   * comes in needs no token: the system says who it is.
   *
   * @throws IOException when the directory is open to others or the socket cannot be bound
   */
  public static RpcListener open(
      Path socket, ConnectionLimits limits, ConnectionHandler handler, WebAccess web)
      throws IOException {
    requireShort(socket);
    return open(socket, limits, handler, new PeerCheck(directoryOf(socket).require()), web);
  }

  static RpcListener open(
      Path socket,
      ConnectionLimits limits,
      ConnectionHandler handler,
      PeerCheck peers,
      @Nullable WebAccess web)
      throws IOException {
    var connections = new OpenConnections(limits, handler, "c");
    // One thread: it only moves bytes, and there is one user.
    EventLoopGroup loop = IoLoop.open("rpc-io");
    ChannelFuture binding =
        bind(socket, loop, peers, new Entrance(connections, way(connections, web)));
    if (!binding.isSuccess()) {
      var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          "cannot listen on " + socket + ": " + binding.cause().getMessage(), binding.cause());
    }
    return new RpcListener(socket, loop, binding.channel(), connections);
  }

  private static RunDirectory directoryOf(Path socket) {
    return new RunDirectory(
        Objects.requireNonNull(socket.toAbsolutePath().getParent(), "the directory of the socket"));
  }

  private static void requireShort(Path socket) throws IOException {
    int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > RunDirectory.SOCKET_PATH_BYTES_MAX) {
      throw new IOException(
          "path of the socket: "
              + bytes
              + " bytes (expected: <= "
              + RunDirectory.SOCKET_PATH_BYTES_MAX
              + "; name a shorter directory by "
              + RunDirectory.VARIABLE
              + "): "
              + socket);
    }
  }

  private record Entrance(OpenConnections connections, HttpDoor.@Nullable Way http) {}

  private static HttpDoor.@Nullable Way way(OpenConnections connections, @Nullable WebAccess web) {
    return web == null
        ? null
        : new HttpDoor.Way(
            connections,
            new WebGate(web.doorkeeper(), web.names()),
            web.pages(),
            new FailureBrake(),
            null);
  }

  private static ChannelFuture bind(
      Path socket, EventLoopGroup loop, PeerCheck peers, Entrance entrance) {
    return new ServerBootstrap()
        .group(loop)
        .channelFactory(UnixServerChannel::new)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                accept(channel, peers, entrance);
              }
            })
        .bind(UnixDomainSocketAddress.of(socket))
        .awaitUninterruptibly();
  }

  private static void accept(Channel channel, PeerCheck peers, Entrance entrance) {
    if (!peers.isAllowed(channel)) {
      var _ = channel.close();
    } else if (!entrance.connections().admit(channel)) {
      var error =
          RpcError.of(DaemonErrorCode.OVERLOADED, "the daemon has as many connections as it may");
      byte[] line =
          Framing.LINES.wrap(MessageEncoder.refused(new RpcMessage.Response.Refused(null, error)));
      var _ =
          channel
              .writeAndFlush(Unpooled.wrappedBuffer(line))
              .addListener(ChannelFutureListener.CLOSE);
    } else if (entrance.http() == null) {
      entrance.connections().addStream(channel, Peer.owner());
    } else {
      channel
          .pipeline()
          .addLast(new Doorstep(entrance.connections(), Peer.owner(), entrance.http()));
    }
  }

  /** {@return how many connections are open} */
  public int connectionCount() {
    return connections.count();
  }

  /**
   * Takes no more connections, lets the open ones send what they have, ends them, and removes the
   * socket.
   */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    try {
      Files.deleteIfExists(socket);
      connections.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + socket, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
  }
}
