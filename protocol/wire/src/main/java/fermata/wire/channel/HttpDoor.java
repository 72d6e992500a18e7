package fermata.wire.channel;

import fermata.wire.frame.HttpHead;
import fermata.wire.frame.HttpHeadReader;
import fermata.wire.frame.HttpHeadReader.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of the HTTP request of a channel, and makes a WebSocket or an answer of it.
 * Confined to the channel's event loop.
 */
final class HttpDoor extends ChannelInboundHandlerAdapter {

  private static final int STALL_CHECKS = 4;

  /**
   * What all channels of a listener share.
   *
   * @param at where channels come in; absent for a Unix socket
   */
  record Way(
      OpenConnections connections,
      WebGate gate,
      WebPages pages,
      FailureBrake brake,
      @Nullable WebAddress at) {}

  private final Way way;
  private final @Nullable Peer known;
  private final Runnable onHead;
  private final HttpHeadReader reader = new HttpHeadReader();
  private boolean isDone;
  private @Nullable WebExchange exchange;

  /**
   * @param known who the peer is, where the socket tells
   * @param onHead when the peer is no longer a stranger, or is sent away
   */
  HttpDoor(Way way, @Nullable Peer known, Runnable onHead) {
    this.way = way;
    this.known = known;
    this.onHead = onHead;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      // Nothing is expected behind a request that is served.
      if (!isDone) {
        ByteBuffer buffer = bytes.nioBuffer();
        switch (reader.accept(buffer)) {
          case Reading.Unfinished _ -> {}
          case Reading.Unreadable(int status, String reason) -> {
            isDone = true;
            refuse(context.channel(), status, reason);
          }
          case Reading.Finished(HttpHead head) -> {
            isDone = true;
            decide(context, head, buffer);
          }
        }
      }
    } finally {
      bytes.release();
    }
  }

  private void decide(ChannelHandlerContext context, HttpHead head, ByteBuffer rest) {
    Channel channel = context.channel();
    switch (way.gate().decide(head, way.at(), known)) {
      case WebDecision.Refusal(int status, String reason, boolean isFailedProof) -> {
        Duration delay = isFailedProof ? way.brake().failed(System.nanoTime()) : Duration.ZERO;
        var _ =
            channel
                .eventLoop()
                .schedule(
                    () -> refuse(channel, status, reason), delay.toMillis(), TimeUnit.MILLISECONDS);
      }
      case WebDecision.Upgrade upgrade -> {
        onHead.run();
        var _ =
            channel.writeAndFlush(
                Unpooled.wrappedBuffer(HttpAnswers.upgrade(upgrade)), channel.voidPromise());
        way.connections().addWebSocket(channel, upgrade.peer());
        // From here on and not from the beginning: what came is decrypted already.
        if (rest.hasRemaining()) {
          context.fireChannelRead(Unpooled.copiedBuffer(rest));
        }
        channel.pipeline().remove(this);
      }
      case WebDecision.Page(var peer) -> {
        onHead.run();
        serve(channel, head, peer);
      }
    }
  }

  private void serve(Channel channel, HttpHead head, @Nullable Peer peer) {
    var serving = new WebExchange(channel, head, peer);
    exchange = serving;
    watchStall(channel);
    Thread.ofVirtual()
        .name("http-" + head.path())
        .start(
            () -> {
              try {
                way.pages().serve(serving);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                serving.end();
              } catch (RuntimeException bug) {
                serving.reply(500, "text/plain", "a bug in the daemon; its log has a report\n");
                throw bug;
              }
            });
  }

  private void watchStall(Channel channel) {
    var stall = new StallWatch(way.connections().limits().stallMax());
    long period = way.connections().limits().stallMax().toMillis() / STALL_CHECKS;
    var checks =
        channel
            .eventLoop()
            .scheduleAtFixedRate(
                () -> checkStall(channel, stall), period, period, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(_ -> checks.cancel(false));
  }

  private static void checkStall(Channel channel, StallWatch stall) {
    var waiting = channel.unsafe().outboundBuffer();
    if (waiting != null
        && stall.isStalled(waiting.totalPendingWriteBytes(), waiting.currentProgress())) {
      var _ = channel.close();
    }
  }

  /**
   * Who ends its own direction may still read an answer. Half a request is none, and a stream is
   * for who stays.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownReadComplete)) {
      return;
    }
    WebExchange serving = exchange;
    if (!isDone || (serving != null && serving.isStream())) {
      var _ = context.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    WebExchange serving = exchange;
    if (serving != null) {
      serving.signal();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  static void refuse(Channel channel, int status, String reason) {
    var _ =
        channel
            .writeAndFlush(
                Unpooled.wrappedBuffer(
                    HttpAnswers.whole(status, "text/plain; charset=utf-8", reason + "\n")))
            .addListener(ChannelFutureListener.CLOSE);
  }
}
