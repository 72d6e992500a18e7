package fermata.daemon.tool.process;

import fermata.daemon.platform.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a program reads, written by a thread of its own: a program that does not read stops that
 * thread and nobody else.
 *
 * <p>Thread-safe.
 */
final class ProgramInput {

  /** How many pieces may wait for a program that does not read. */
  static final int PIECES_MAX = 256;

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES_MAX);
  private final OutputStream stream;
  private final String name;
  private @Nullable Thread writer;
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
    boolean isTaken = !isClosed && pieces.offer(bytes);
    start();
    return isTaken;
  }

  /** Ends the input once all of it is written; what a program does not read is dropped with it. */
  synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (writer == null || !pieces.offer(END)) {
      closeStream();
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
