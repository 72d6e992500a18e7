package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.frame.Frame;
import fermata.wire.frame.FrameSplitter;
import fermata.wire.json.Json;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A peer that writes bytes and reads frames: what a client is to the daemon, without its manners.
 */
final class RawPeer implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 20;

  private final SocketChannel channel;
  private final FrameSplitter splitter = new FrameSplitter(64 << 20);
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private final ByteBuffer bytes = ByteBuffer.allocate(64 << 10);
  private boolean isEnded;

  private RawPeer(SocketChannel channel) {
    this.channel = channel;
  }

  static RawPeer connect(Path socket) throws IOException {
    return new RawPeer(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  void send(byte[] all) throws IOException {
    var out = ByteBuffer.wrap(all);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  void sendByteByByte(byte[] all) throws IOException {
    for (byte each : all) {
      channel.write(ByteBuffer.wrap(new byte[] {each}));
    }
  }

  /** Sends no more, and still reads. */
  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** {@return the next message, or nothing when the daemon has closed the connection} */
  Optional<JsonNode> next() throws IOException {
    // A hang must fail the test that it happens in; closing is the only thing that ends a blocking
    // read.
    var guard = Thread.ofVirtual().start(this::closeAfterDeadline);
    try {
      while (frames.isEmpty() && !isEnded) {
        read();
      }
    } finally {
      guard.interrupt();
    }
    Frame frame = frames.poll();
    return frame instanceof Frame.Body(byte[] body)
        ? Optional.of(Json.mapper().readTree(body))
        : Optional.empty();
  }

  private void read() throws IOException {
    int count;
    try {
      count = channel.read(bytes.clear());
    } catch (java.net.SocketException reset) {
      // A peer that is closed with bytes unread is reset after what it had sent has been read.
      count = -1;
    }
    if (count < 0) {
      isEnded = true;
    } else {
      splitter.accept(bytes.flip(), frames::add);
    }
  }

  private void closeAfterDeadline() {
    try {
      Thread.sleep(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
      channel.close();
    } catch (InterruptedException | IOException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
