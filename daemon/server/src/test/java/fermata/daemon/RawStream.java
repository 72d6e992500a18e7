package fermata.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Bytes to a daemon and back, whatever they mean. A daemon that no longer reads is no failure. */
final class RawStream implements AutoCloseable {

  private final Closeable socket;
  private final InputStream in;
  private final OutputStream out;

  private RawStream(Closeable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = new BufferedInputStream(in);
    this.out = out;
  }

  static RawStream port(int port) throws IOException {
    var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(30_000);
    return new RawStream(socket, socket.getInputStream(), socket.getOutputStream());
  }

  static RawStream unix(Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    return new RawStream(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  void send(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException closedMeanwhile) {
      // What it said before is still there to be read.
    }
  }

  /** {@return a line without its end} */
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after: " + line.toString(UTF_8));
      }
      line.write(next);
    }
    return line.toString(UTF_8);
  }

  byte[] bytes(int count) throws IOException {
    return in.readNBytes(count);
  }

  boolean isEnded() throws IOException {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
