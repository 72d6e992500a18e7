package fermata.cli.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Carries bytes between two streams and the socket of a daemon, for programs that can start a
 * process and cannot open a Unix socket. It looks at none of them, so every framing passes.
 */
public final class Proxy {

  private static final int BUFFER_BYTES = 64 << 10;

  private Proxy() {}

  /**
   * Carries bytes until the daemon ends the connection. When the input ends, what the daemon still
   * answers within the time is carried.
   *
   * @throws IOException if the socket cannot be reached
   */
  public static void run(Path socket, InputStream in, OutputStream out) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      // A read of standard input cannot be interrupted; the process ends with the connection.
      Thread.ofPlatform().daemon().name("proxy-in").start(() -> carryIn(in, channel));
      carry(Channels.newInputStream(channel), out);
    }
  }

  private static void carryIn(InputStream in, SocketChannel channel) {
    try {
      carry(in, Channels.newOutputStream(channel));
      // The daemon answers what is under way and ends the connection then.
      channel.shutdownOutput();
    } catch (IOException ended) {
      // The other direction ends too, and says so.
    }
  }

  private static void carry(InputStream from, OutputStream to) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
      to.write(bytes, 0, count);
      to.flush();
    }
  }
}
