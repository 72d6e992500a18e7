package fermata.daemon.tool.web;

import fermata.daemon.tool.web.FetchRefusal.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts may be reached.
 *
 * <p>Without a list: all with public addresses only. With a list: those that it names, and none
 * else; a host that the list names in full may have any address.
 *
 * @param allowed host names, {@code host:port}, or {@code *.domain} for all hosts of a domain
 * @param lookup finds the addresses of a host
 */
public record HostPolicy(List<String> allowed, Lookup lookup) {

  /**
   * What ends in a number is an IPv4 address to most readers (URL Standard, "ends in a number").
   */
  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

  private static final Pattern ADDRESS =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  /** Finds the addresses of a host. */
  @FunctionalInterface
  public interface Lookup {

    /** {@return all of them} */
    InetAddress[] find(String host) throws UnknownHostException;
  }

  public HostPolicy {
    allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /** {@return the policy that a comma-separated list describes; an empty one is no list} */
  public static HostPolicy of(String list) {
    return new HostPolicy(
        Arrays.stream(list.split(",")).map(String::strip).filter(host -> !host.isEmpty()).toList(),
        InetAddress::getAllByName);
  }

  /**
   * Refuses an address that may not be reached.
   *
   * <p>The look-up stays in the JDK's cache for some seconds and the client that connects uses it,
   * so a name that changes its address in between is not looked up anew. Where the cache forgets it
   * in that very moment, the client gets another one: who asks before a request asks again before
   * anything of its answer is used.
   */
  void check(URI address) {
    String host = hostOf(address);
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
    String host = hostOf(address);
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

  /** {@return the host; an IPv4 address that readers understand in more than one way is none} */
  private static String hostOf(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (NUMBER.matcher(host).matches() && !ADDRESS.matcher(host).matches()) {
      throw new FetchRefusal(
          Reason.HOST,
          "host '" + host + "' is a number (expected: a name, or an address such as 192.0.2.1)");
    }
    return host;
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

  private InetAddress[] addresses(String host) {
    try {
      return lookup.find(host);
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
