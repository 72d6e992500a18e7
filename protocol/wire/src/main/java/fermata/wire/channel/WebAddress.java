package fermata.wire.channel;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a request came in.
 *
 * @param isEncrypted whether over TLS
 */
record WebAddress(InetSocketAddress local, boolean isEncrypted) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Whether a port names this one; none stands for that of the scheme. */
  boolean isPort(String text) {
    int port = local.getPort();
    return text.isEmpty() ? port == (isEncrypted ? HTTPS : HTTP) : text.equals("" + port);
  }

  /**
   * Whether a name is the very address. No other site can be called so, and that is what the name
   * of a host is looked at for.
   */
  boolean isAddress(String name) {
    InetAddress address = local.getAddress();
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return name.equals(address.getAddress().length == 4 ? plain : "[" + plain + "]");
  }

  boolean isLoopback() {
    return local.getAddress().isLoopbackAddress();
  }
}
