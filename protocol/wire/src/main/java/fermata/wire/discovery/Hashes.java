package fermata.wire.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Short names for long ones, because the path of a Unix socket may have no more than some 100
 * bytes.
 */
final class Hashes {

  private static final int HEX_DIGITS = 6;

  private Hashes() {}

  /** {@return the first 6 hexadecimal digits of the SHA-256 of a text} */
  static String shortHash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
