package fermata.wire.channel;

import fermata.wire.frame.FrameSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Serves one client over a pair of byte streams: the framing and the rules of a socket, without a
 * socket.
 *
 * <p>One thread reads, one writes, and the connection's own serves. A client that does not read
 * holds up its own replies and nothing else; there is no stall limit, because a blocked stream
 * cannot be given up and the client is this process's parent.
 */
public final class StdioConnection {

  private static final int READ_BYTES = 16 << 10;

  private final InputStream in;
  private final OutputStream out;
  private final FrameSplitter splitter;
  private final RpcConnection connection;
  private final Signal toSend = new Signal();
  private final Signal mayRead = new Signal();
  private volatile boolean isFinishing;

  private StdioConnection(
      InputStream in, OutputStream out, ConnectionLimits limits, ConnectionHandler handler) {
    this.in = in;
    this.out = out;
    this.splitter = new FrameSplitter(limits.frameBytesMax());
    this.connection = new RpcConnection("stdio", Peer.owner(), limits, handler, new StreamOutlet());
  }

  /**
   * Serves until the input ends or the connection is closed, and everything that was to be sent is
   * sent.
   */
  public static void serve(
      InputStream in, OutputStream out, ConnectionLimits limits, ConnectionHandler handler)
      throws InterruptedException {
    new StdioConnection(in, out, limits, handler).run();
  }

  private void run() throws InterruptedException {
    // A read from a terminal or pipe cannot be interrupted, so the reader must not keep the process
    // alive.
    Thread.ofPlatform().daemon().name("stdio-reader").start(this::read);
    Thread writer = Thread.ofPlatform().daemon().name("stdio-writer").start(this::write);
    ConnectionThread.start(connection).join();
    writer.join();
  }

  private void read() {
    byte[] bytes = new byte[READ_BYTES];
    try {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        splitter.accept(ByteBuffer.wrap(bytes, 0, count), connection::received);
        while (!connection.mayRead()) {
          mayRead.await();
        }
      }
      splitter.end(connection::received);
      connection.end(CloseReason.INPUT_ENDED);
    } catch (IOException | InterruptedException _) {
      connection.end(CloseReason.FAILED);
    }
  }

  private void write() {
    try {
      // Whether this is the last round is asked before it, because nobody wakes the writer after
      // that.
      boolean isLast = false;
      while (!isLast) {
        isLast = isFinishing;
        drain();
        if (!isLast) {
          toSend.await();
        }
      }
    } catch (IOException | InterruptedException _) {
      connection.end(CloseReason.FAILED);
    }
  }

  private void drain() throws IOException {
    for (@Nullable Letter next = connection.outbox().next();
        next != null;
        next = connection.outbox().next()) {
      try {
        out.write(frameOf(next));
      } finally {
        connection.written(List.of(next));
      }
    }
    out.flush();
  }

  private byte[] frameOf(Letter letter) {
    var body = new ByteArrayOutputStream(letter.length());
    letter.writeTo(body::write);
    return splitter.framing().wrap(body.toByteArray());
  }

  private final class StreamOutlet implements Outlet {

    @Override
    public void wake() {
      toSend.raise();
    }

    @Override
    public void resumeReading() {
      mayRead.raise();
    }

    @Override
    public void finish(CloseReason reason) {
      isFinishing = true;
      toSend.raise();
    }
  }

  /** Something may have changed: look again. Raised twice before it is seen is raised once. */
  private static final class Signal {

    private final Semaphore permits = new Semaphore(0);

    void raise() {
      if (permits.availablePermits() == 0) {
        permits.release();
      }
    }

    void await() throws InterruptedException {
      permits.acquire();
      permits.drainPermits();
    }
  }
}
