package fermata.daemon.trigger.hook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request: {@code sha256=} and the HMAC-SHA256 of its body in hexadecimal
 * digits, as GitHub writes it in {@code X-Hub-Signature-256}. Source: RFC 2104.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private Signature() {}

  /** {@return the signature that a body must have} */
  static String of(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Whether a signature is that of a body; takes as long for a wrong one as for a right one. */
  static boolean fits(String given, String secret, byte[] body) {
    return MessageDigest.isEqual(
        given.strip().getBytes(StandardCharsets.UTF_8),
        of(secret, body).getBytes(StandardCharsets.UTF_8));
  }
}
