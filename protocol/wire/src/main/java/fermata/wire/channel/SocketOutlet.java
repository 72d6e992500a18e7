package fermata.wire.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries a connection over a Netty channel. Confined to the channel's event loop, except for the
 * methods of {@link Outlet}.
 *
 * <p>Takes from the outbox only while the channel is writable, so that a response waits behind one
 * buffer of notifications and not behind all of them.
 */
final class SocketOutlet extends ChannelInboundHandlerAdapter implements Outlet {

  // Messages go out together until they have so many bytes.
  private static final int WRITE_BYTES = 32 << 10;

  // What is put around a message at most.
  private static final int AROUND_BYTES = 40;

  // An answer that comes at once needs no probe before it.
  private static final long PROBE_SOON_MILLIS = 100;
  private static final long PROBE_MILLIS = 5_000;

  // How many times within the stall limit the channel is looked at.
  private static final int STALL_CHECKS = 4;

  private final Channel channel;
  private final ConnectionLimits limits;
  private final RpcConnection connection;
  private final ByteCodec codec;
  private final AtomicBoolean isWakeUnderWay = new AtomicBoolean();
  private final StallWatch stall;
  private volatile boolean isPaused;
  private volatile @Nullable Thread thread;
  private @Nullable CloseReason ending;
  private boolean isFarewellSent;
  private boolean wasHeard;

  SocketOutlet(
      String id,
      Peer peer,
      Channel channel,
      ByteCodec codec,
      ConnectionLimits limits,
      ConnectionHandler handler) {
    this.channel = channel;
    this.limits = limits;
    this.connection = new RpcConnection(id, peer, limits, handler, this);
    this.codec = codec;
    this.stall = new StallWatch(limits.stallMax());
  }

  RpcConnection connection() {
    return connection;
  }

  /** {@return the connection's thread; null before it has begun} */
  @Nullable Thread thread() {
    return thread;
  }

  /** {@return completed when the channel is closed} */
  ChannelFuture closed() {
    return channel.closeFuture();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    begin();
  }

  /** It may be added once the channel is active and has said what it carries. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (channel.isActive()) {
      begin();
    }
  }

  private void begin() {
    if (thread != null) {
      return;
    }
    thread = ConnectionThread.start(connection);
    long period = limits.stallMax().toMillis() / STALL_CHECKS;
    var checks =
        channel
            .eventLoop()
            .scheduleAtFixedRate(this::checkStall, period, period, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(_ -> checks.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    wasHeard = true;
    try {
      for (ByteBuffer piece : bytes.nioBuffers()) {
        codec.accept(piece, connection::received, new Replies());
      }
    } finally {
      bytes.release();
    }
    if (!connection.mayRead()) {
      isPaused = true;
      channel.config().setAutoRead(false);
      // Room may have come between the question and the pause, and nobody would say so again.
      resumeReading();
    }
  }

  /** A peer that ends its own direction may still read its answers. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownReadComplete)) {
      return;
    }
    codec.end(connection::received);
    if (codec.mayEndItsInput()) {
      connection.end(CloseReason.INPUT_ENDED);
      probeNow();
    } else {
      var _ = channel.close();
    }
  }

  // One that is gone altogether looks the same until something is written to it.
  private void probeNow() {
    var probes =
        channel
            .eventLoop()
            .scheduleAtFixedRate(
                this::probe, PROBE_SOON_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(_ -> probes.cancel(false));
  }

  private void probe() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    if (waiting != null && waiting.isEmpty()) {
      codec.blank().ifPresent(this::probe);
    }
  }

  private void probe(byte[] blank) {
    var _ =
        channel
            .writeAndFlush(Unpooled.wrappedBuffer(blank))
            .addListener(
                writing -> {
                  if (!writing.isSuccess()) {
                    connection.end(CloseReason.PEER_CLOSED);
                    closeNow();
                  }
                });
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    codec.end(connection::received);
    connection.end(CloseReason.PEER_CLOSED);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    drain();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.end(CloseReason.FAILED);
    var _ = channel.close();
  }

  @Override
  public void wake() {
    if (isWakeUnderWay.compareAndSet(false, true)) {
      post(this::drain);
    }
  }

  @Override
  public void resumeReading() {
    if (isPaused && connection.mayRead()) {
      post(this::readAgain);
    }
  }

  @Override
  public void finish(CloseReason reason) {
    post(() -> beginToFinish(reason));
  }

  private final class Replies implements ByteCodec.Outside {

    // A peer that asks and does not read is stopped like one that does not read its answers.
    @Override
    public void reply(byte[] bytes) {
      if (channel.isWritable()) {
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
      }
    }

    @Override
    public void left() {
      connection.end(CloseReason.PEER_CLOSED);
    }
  }

  private void post(Runnable action) {
    try {
      channel.eventLoop().execute(action);
    } catch (RejectedExecutionException _) {
      // The loop ends after its channels, and a closed channel has nothing left to do.
    }
  }

  private void readAgain() {
    if (isPaused && connection.mayRead()) {
      isPaused = false;
      channel.config().setAutoRead(true);
    }
  }

  private void beginToFinish(CloseReason reason) {
    ending = reason;
    var _ =
        channel
            .eventLoop()
            .schedule(this::closeNow, limits.closeMax().toMillis(), TimeUnit.MILLISECONDS);
    drain();
  }

  private void closeNow() {
    var _ = channel.close();
  }

  private void drain() {
    isWakeUnderWay.set(false);
    while (channel.isWritable()) {
      List<Letter> letters = connection.outbox().next(WRITE_BYTES);
      if (letters.isEmpty()) {
        break;
      }
      ByteBuf bytes = channel.alloc().ioBuffer(roomFor(letters));
      letters.forEach(letter -> codec.write(letter, bytes));
      channel.write(bytes).addListener(writing -> written(letters, writing.isSuccess()));
    }
    channel.flush();
    CloseReason reason = ending;
    if (reason != null && connection.outbox().isEmpty()) {
      sayFarewell(reason);
      var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static int roomFor(List<Letter> letters) {
    int bytes = 0;
    for (Letter letter : letters) {
      bytes += letter.length() + AROUND_BYTES;
    }
    return bytes;
  }

  private void sayFarewell(CloseReason reason) {
    if (!isFarewellSent) {
      isFarewellSent = true;
      codec
          .farewell(reason)
          .ifPresent(
              bytes -> {
                var _ = channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
              });
    }
  }

  // A sender that waits for room must not take the end of the channel for room.
  private void written(List<Letter> letters, boolean isOut) {
    if (!isOut) {
      connection.outbox().close();
    }
    connection.written(letters);
  }

  private void checkStall() {
    var waiting = channel.unsafe().outboundBuffer();
    if (waiting != null
        && stall.isStalled(waiting.totalPendingWriteBytes(), waiting.currentProgress())) {
      connection.end(CloseReason.STALLED);
      sayFarewell(CloseReason.STALLED);
      var _ = channel.close();
    } else if (!wasHeard) {
      codec.ping().ifPresent(new Replies()::reply);
    }
    wasHeard = false;
  }
}
