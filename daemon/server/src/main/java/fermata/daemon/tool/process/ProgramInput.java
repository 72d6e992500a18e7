package fermata.daemon.tool.process;

import fermata.daemon.platform.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a program reads, written by a thread of its own: a program that does not read stops that
 * thread and nobody else.
 *
 * <p>Thread-safe.
 */
final class ProgramInput {

  /**
   * How many bytes may wait for a program that does not read; the piece that exceeds it is taken.
   * Not a number of pieces: a thousand short requests at once are no sign that a busy program is
   * deaf.
   */
  static final long UNREAD_BYTES_MAX = 8 * 1024 * 1024;

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private final OutputStream stream;
  private final String name;
  private @Nullable Thread writer;
  private long unreadBytes;
  private boolean isClosed;

  ProgramInput(String name, OutputStream stream) {
    this.name = name;
    this.stream = stream;
  }

  /** Takes a piece; whether there was room for it. */
  synchronized boolean send(byte[] bytes) {
    if (bytes.length == 0) {
      return true;
    }
    if (isClosed || unreadBytes > UNREAD_BYTES_MAX) {
      return false;
    }
    unreadBytes += bytes.length;
    pieces.add(bytes);
    start();
    return true;
  }

  /** Ends the input once all of it is written; what a program does not read is dropped with it. */
  synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (writer == null) {
      closeStream();
    } else {
      pieces.add(END);
    }
  }

  private void start() {
    if (writer == null) {
      writer = Threads.startNative(name, this::write);
    }
  }

  private void write() {
    try (stream) {
      for (byte[] piece = pieces.take(); piece.length > 0; piece = pieces.take()) {
        stream.write(piece);
        isWritten(piece);
        if (pieces.isEmpty()) {
          stream.flush();
        }
      }
    } catch (IOException _) {
      // The program ended, or does not care for its input.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void isWritten(byte[] piece) {
    unreadBytes -= piece.length;
  }

  private void closeStream() {
    try {
      stream.close();
    } catch (IOException _) {
      // Nothing was written, so nothing is lost.
    }
  }

  /** Ends the writer of a program that has ended without reading everything. */
  synchronized void drop() {
    isClosed = true;
    if (writer != null) {
      writer.interrupt();
    }
    closeStream();
  }
}
