package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import fermata.wire.frame.HttpHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request and its answer. One answers a request, whole or as a stream; the connection ends
 * with it. Thread-safe.
 */
public final class WebExchange {

  private final Channel channel;
  private final HttpHead head;
  private final @Nullable Peer peer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasChanged = lock.newCondition();
  private volatile boolean isStream;

  WebExchange(Channel channel, HttpHead head, @Nullable Peer peer) {
    this.channel = channel;
    this.head = head;
    this.peer = peer;
    channel.closeFuture().addListener(_ -> signal());
  }

  /** {@return what is asked for} */
  public HttpHead head() {
    return head;
  }

  /** {@return who asks; nobody known for a page that anybody may read} */
  public Optional<Peer> peer() {
    return Optional.ofNullable(peer);
  }

  /** Answers, and ends the connection. */
  public void reply(int status, String contentType, String body) {
    var _ =
        channel
            .writeAndFlush(Unpooled.wrappedBuffer(HttpAnswers.whole(status, contentType, body)))
            .addListener(ChannelFutureListener.CLOSE);
  }

  /** Begins an answer of which nobody knows the end. */
  public void begin(String contentType) {
    isStream = true;
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(HttpAnswers.endless(contentType)));
  }

  /**
   * Goes on with a stream, and waits while the peer reads no faster. Who has accepted nothing for
   * the stall limit is closed by the transport.
   *
   * @return whether there is anybody who reads
   */
  public boolean write(String text) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (channel.isActive() && !channel.isWritable()) {
        hasChanged.await();
      }
    } finally {
      lock.unlock();
    }
    if (!channel.isActive()) {
      return false;
    }
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(text.getBytes(UTF_8)));
    return true;
  }

  /** Runs an action when the connection ends; at once when it has. */
  public void onClose(Runnable action) {
    channel.closeFuture().addListener(_ -> Thread.ofVirtual().start(action));
  }

  /** Ends the connection after what was written. */
  public void end() {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Whether the answer goes on until somebody leaves. */
  boolean isStream() {
    return isStream;
  }

  /** Says that there may be room, or nobody, now. */
  void signal() {
    lock.lock();
    try {
      hasChanged.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
