package fermata.daemon.trigger.hook;

import fermata.daemon.platform.Threads;
import fermata.wire.channel.IoLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests over HTTP on the loopback interface. One request for each connection. Thread-safe.
 */
final class HookListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HookListener.class);

  /** How large a body may be; what GitHub sends at most is 25 MiB, what it mostly sends 30 KiB. */
  private static final int BODY_BYTES_MAX = 1 << 20;

  private static final int LINE_BYTES_MAX = 4_096;
  private static final int HEADERS_BYTES_MAX = 16_384;
  private static final int CONNECTIONS_MAX = 64;

  /** How long a request may take to come in. */
  private static final int READ_SECONDS_MAX = 10;

  private final EventLoopGroup loop;
  private final Channel server;

  private HookListener(EventLoopGroup loop, Channel server) {
    this.loop = loop;
    this.server = server;
  }

  /**
   * Binds a port and begins to take requests.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port cannot be bound
   */
  static HookListener open(int port, Function<HookRequest, HookReply> desk) throws IOException {
    EventLoopGroup loop = IoLoop.open("webhook-io");
    var open = new AtomicInteger();
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel, open, desk);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port))
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException("port " + port + ": " + binding.cause().getMessage());
    }
    return new HookListener(loop, binding.channel());
  }

  private static void accept(
      Channel channel, AtomicInteger open, Function<HookRequest, HookReply> desk) {
    if (open.incrementAndGet() > CONNECTIONS_MAX) {
      open.decrementAndGet();
      var _ = channel.close();
      return;
    }
    channel.closeFuture().addListener(_ -> open.decrementAndGet());
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LINE_BYTES_MAX)
            .setMaxHeaderSize(HEADERS_BYTES_MAX);
    channel
        .pipeline()
        .addLast(new ReadTimeoutHandler(READ_SECONDS_MAX))
        .addLast(new HttpServerCodec(config))
        .addLast(new HttpObjectAggregator(BODY_BYTES_MAX, true))
        .addLast(new Requests(desk));
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Hands whole requests to a thread of their own. Runs on the event loop and never blocks it. */
  private static final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Function<HookRequest, HookReply> desk;

    Requests(Function<HookRequest, HookReply> desk) {
      this.desk = desk;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest message) {
      if (!message.decoderResult().isSuccess()) {
        send(channel, HookReply.refused(400, "this is no request over HTTP"));
        return;
      }
      HookRequest request = request(message);
      Threads.start("webhook", () -> answer(channel, request));
    }

    private static HookRequest request(FullHttpRequest message) {
      Map<String, String> headers = new HashMap<>();
      message
          .headers()
          .forEach(
              header ->
                  headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
      return new HookRequest(
          message.method().name(),
          new QueryStringDecoder(message.uri()).path(),
          headers,
          ByteBufUtil.getBytes(message.content()));
    }

    /** The boundary of a request: a bug fails it alone. */
    private void answer(ChannelHandlerContext channel, HookRequest request) {
      HookReply reply;
      try {
        reply = desk.apply(request);
      } catch (RuntimeException bug) {
        LOG.error("a webhook request failed by a bug", bug);
        reply = HookReply.refused(500, "internal error");
      }
      send(channel, reply);
    }

    private static void send(ChannelHandlerContext channel, HookReply reply) {
      byte[] body = (reply.body() + "\n").getBytes(StandardCharsets.UTF_8);
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(reply.status()),
              Unpooled.wrappedBuffer(body));
      response.headers().set("Content-Type", "application/json");
      response.headers().set("Content-Length", body.length);
      response.headers().set("Connection", "close");
      reply.headers().forEach((name, value) -> response.headers().set(name, value));
      var _ = channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
      if (!(cause instanceof ReadTimeoutException)) {
        LOG.debug("a webhook connection broke: {}", cause.getMessage());
      }
      var _ = channel.close();
    }
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
