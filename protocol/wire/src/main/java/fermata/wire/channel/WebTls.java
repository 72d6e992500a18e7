package fermata.wire.channel;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The certificate by which a listener proves who it is, and encrypts. Thread-safe. */
public final class WebTls {

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final SslContext context;

  private WebTls(SslContext context) {
    this.context = context;
  }

  /**
   * Reads a certificate and its key. Fails closed: a key that others may read is refused.
   *
   * @param certificate PEM, that of the daemon first, then those that it was signed by
   * @param key PEM, PKCS #8, without a password
   * @throws IOException if one of them is not there or is none, or others may read the key
   */
  public static WebTls of(Path certificate, Path key) throws IOException {
    requireReadable(certificate);
    requireReadable(key);
    Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
    open.addAll(Files.getPosixFilePermissions(key));
    open.retainAll(OF_OTHERS);
    if (!open.isEmpty()) {
      throw new IOException(key + " can be read by others (expected: mode 0600)");
    }
    try {
      return new WebTls(
          SslContextBuilder.forServer(certificate.toFile(), key.toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .build());
    } catch (IllegalArgumentException misfit) {
      throw new IOException(
          certificate
              + " and "
              + key
              + " are no certificate and its key (expected: PEM, the key as PKCS #8 without a password)",
          misfit);
    }
  }

  private static void requireReadable(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + " cannot be read");
    }
  }

  SslHandler handler(ByteBufAllocator allocator, Duration handshakeMax) {
    SslHandler handler = context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(handshakeMax.toMillis());
    return handler;
  }
}
