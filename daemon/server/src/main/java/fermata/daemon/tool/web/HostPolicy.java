package fermata.daemon.tool.web;

import fermata.daemon.tool.web.FetchRefusal.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which hosts may be reached.
 *
 * <p>Without a list: all with public addresses only. With a list: those that it names, and none
 * else; a host that the list names in full may have any address.
 *
 * @param allowed host names, {@code host:port}, or {@code *.domain} for all hosts of a domain
 */
public record HostPolicy(List<String> allowed) {

  public HostPolicy {
    allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /** {@return the policy that a comma-separated list describes; an empty one is no list} */
  public static HostPolicy of(String list) {
    return new HostPolicy(
        Arrays.stream(list.split(",")).map(String::strip).filter(host -> !host.isEmpty()).toList());
  }

  /**
   * Refuses an address that may not be reached.
   *
   * <p>The look-up stays in the JDK's cache for some seconds and the client that connects uses it:
   * a name that changes its address in between is not looked up anew.
   */
  void check(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    boolean isNamed = allowed.contains(host) || allowed.contains(host + ":" + port(address));
    if (isNamed) {
      return;
    }
    if (!allowed.isEmpty() && allowed.stream().noneMatch(pattern -> isOfDomain(host, pattern))) {
      throw refused(host, "is not in FERMATA_FETCH_HOSTS");
    }
    for (InetAddress resolved : addresses(host)) {
      if (!PublicAddress.isPublic(resolved)) {
        throw refused(host, "is an address of this machine or of a private network");
      }
    }
  }

  /**
   * Refuses an address whose host somebody has named in the declaration of a tool: it may be of a
   * private network, but is never one that a cloud answers with its keys.
   */
  void checkDeclared(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    boolean isNamed = allowed.contains(host) || allowed.contains(host + ":" + port(address));
    if (!allowed.isEmpty()
        && !isNamed
        && allowed.stream().noneMatch(pattern -> isOfDomain(host, pattern))) {
      throw refused(host, "is not in FERMATA_FETCH_HOSTS");
    }
    for (InetAddress resolved : addresses(host)) {
      if (!PublicAddress.isPublic(resolved) && !PublicAddress.isOfNetwork(resolved)) {
        throw new FetchRefusal(
            Reason.HOST, "host '" + host + "' is an address that no server of ours has");
      }
    }
  }

  private static boolean isOfDomain(String host, String pattern) {
    return pattern.startsWith("*.") && host.endsWith(pattern.substring(1));
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static InetAddress[] addresses(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException _) {
      throw new FetchRefusal(Reason.NETWORK, "host '" + host + "': no such host");
    }
  }

  private static FetchRefusal refused(String host, String why) {
    return new FetchRefusal(
        Reason.HOST,
        "host '" + host + "' " + why + " (name it in FERMATA_FETCH_HOSTS to allow it)");
  }
}
