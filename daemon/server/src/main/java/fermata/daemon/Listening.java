package fermata.daemon;

import fermata.wire.channel.WebNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The port at which a daemon listens.
 *
 * @param address of the loopback interface, or any with TLS
 * @param names that are let in there
 * @param tls absent where nothing is encrypted
 */
record Listening(InetSocketAddress address, WebNames names, @Nullable TlsFiles tls) {

  /** Where a certificate and its key are, PEM both. */
  record TlsFiles(Path certificate, Path key) {}

  // Names are not looked up: what a name stands for may be another machine's to say.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(localhost|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]{2,45}]):([0-9]{1,5})");

  private static final int PORT_MAX = 65_535;

  /** {@return an address as it is set; nothing where it is none} */
  static Optional<InetSocketAddress> parse(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > PORT_MAX) {
      return Optional.empty();
    }
    String host = matcher.group(1).equals("localhost") ? "127.0.0.1" : matcher.group(1);
    try {
      return Optional.of(
          new InetSocketAddress(
              InetAddress.ofLiteral(host.replace("[", "").replace("]", "")),
              Integer.parseInt(matcher.group(2))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether other machines can reach it. */
  boolean isPublic() {
    return !address.getAddress().isLoopbackAddress();
  }

  /** {@return names with commas between} */
  static Set<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * {@return where WebSockets connect; where it is every address of the machine, at one that is
   * reached from it}
   */
  String url(int port) {
    boolean isFour = address.getAddress().getAddress().length == 4;
    String here = isFour ? "127.0.0.1" : "::1";
    String text =
        address.getAddress().isAnyLocalAddress() || !isPublic()
            ? here
            : address.getAddress().getHostAddress();
    String host = isFour ? text : "[" + text + "]";
    return (tls == null ? "ws://" : "wss://") + host + ":" + port + "/rpc";
  }
}
