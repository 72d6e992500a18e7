package fermata.wire.channel;

import java.util.Locale;
import java.util.Set;

/**
 * Names that are let in by configuration.
 *
 * @param hosts in a {@code Host} header, without a port, beside those of the loopback interface
 * @param origins of pages that may connect with a token, exactly
 */
public record WebNames(Set<String> hosts, Set<String> origins) {

  /** No names. */
  public static final WebNames NONE = new WebNames(Set.of(), Set.of());

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public WebNames {
    hosts = Set.copyOf(hosts);
    origins = Set.copyOf(origins);
  }

  /** Whether a {@code Host} header names this machine, at the place where the request came in. */
  boolean isHost(String host, WebAddress at) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    String name = (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    if (hosts.contains(name)) {
      return true;
    }
    boolean isHere = at.isLoopback() ? LOOPBACK.contains(name) : at.isAddress(name);
    return isHere && at.isPort(hasPort ? host.substring(colon + 1) : "");
  }
}
