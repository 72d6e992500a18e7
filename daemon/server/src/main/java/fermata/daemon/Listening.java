package fermata.daemon;

import fermata.wire.channel.WebNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The port at which a daemon listens.
 *
 * @param address of the loopback interface
 * @param names that are let in there
 */
record Listening(InetSocketAddress address, WebNames names) {

  private static final Pattern ADDRESS =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1]):([0-9]{1,5})");

  private static final int PORT_MAX = 65_535;

  /**
   * {@return an address as it is set; nothing where it is none, or not of the loopback interface}
   */
  static Optional<InetSocketAddress> parse(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > PORT_MAX) {
      return Optional.empty();
    }
    byte[] bytes =
        matcher.group(1).startsWith("[")
            ? new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
            : new byte[] {127, 0, 0, 1};
    try {
      var address = InetAddress.getByAddress(bytes);
      return Optional.of(new InetSocketAddress(address, Integer.parseInt(matcher.group(2))));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** {@return names with commas between} */
  static Set<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** {@return where WebSockets connect} */
  String url(int port) {
    String host = address.getAddress().getAddress().length == 4 ? "127.0.0.1" : "[::1]";
    return "ws://" + host + ":" + port + "/rpc";
  }
}
