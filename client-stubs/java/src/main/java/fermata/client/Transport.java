package fermata.client;

import java.io.IOException;

/**
 * A pair of byte streams to a daemon.
 *
 * <p>One thread reads while another writes.
 */
interface Transport extends AutoCloseable {

  /** {@return how many bytes were put into the buffer; -1 at the end of the stream} */
  int read(byte[] buffer) throws IOException;

  /** Writes all bytes; blocks while the other side does not take them. */
  void write(byte[] bytes) throws IOException;

  @Override
  void close();
}
