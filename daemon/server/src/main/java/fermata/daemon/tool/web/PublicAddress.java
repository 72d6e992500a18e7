package fermata.daemon.tool.web;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells public addresses from those of machines and private networks.
 *
 * <p>Source: the special-purpose address registries, RFC 6890 and its successors.
 */
final class PublicAddress {

  private PublicAddress() {}

  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublic4(bytes);
      case Inet6Address _ -> isPublic6(bytes);
      default -> false;
    };
  }

  /** Whether servers of one's own may have it: this machine, or a private network. */
  static boolean isOfNetwork(InetAddress address) {
    boolean isUniqueLocal =
        address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    boolean isMetadata = isUniqueLocal && startsWith(address.getAddress(), 0xfd, 0x00, 0x0e, 0xc2);
    return !isMetadata
        && (address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean isShared = first == 100 && (second & 0xc0) == 64;
    boolean isProtocol = first == 192 && second == 0 && bytes[2] == 0;
    boolean isBenchmark = first == 198 && (second & 0xfe) == 18;
    return first != 0 && first < 224 && !isShared && !isProtocol && !isBenchmark;
  }

  private static boolean isPublic6(byte[] bytes) {
    boolean isUniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    if (isUniqueLocal) {
      return false;
    }
    // Translators and tunnels carry an IPv4 address in an IPv6 one: judge what is inside.
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) {
      return isPublicInside(bytes, 12);
    }
    if (startsWith(bytes, 0x20, 0x02)) {
      return isPublicInside(bytes, 2);
    }
    boolean isTeredo = startsWith(bytes, 0x20, 0x01, 0x00, 0x00);
    boolean isGlobalUnicast = (bytes[0] & 0xe0) == 0x20;
    return isGlobalUnicast && !isTeredo;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPublicInside(byte[] bytes, int offset) {
    try {
      return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4)));
    } catch (UnknownHostException failure) {
      throw new IllegalStateException("four bytes are an address", failure);
    }
  }
}
