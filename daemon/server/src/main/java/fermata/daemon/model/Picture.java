package fermata.daemon.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An image as a model is shown it.
 *
 * @param mediaType by what the bytes begin with, whatever their name says
 * @param base64 the bytes, as every protocol wants them
 * @param digest SHA-256 of the bytes, 64 hexadecimal digits
 */
public record Picture(String mediaType, String base64, String digest) {

  /** {@return the image that bytes are; absent where they are none that models are shown} */
  public static Optional<Picture> of(byte[] bytes) {
    return mediaType(bytes)
        .map(type -> new Picture(type, Base64.getEncoder().encodeToString(bytes), sha256(bytes)));
  }

  /** {@return it as an address that has all of it} */
  public String dataUrl() {
    return "data:" + mediaType + ";base64," + base64;
  }

  private static Optional<String> mediaType(byte[] bytes) {
    if (begins(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    boolean isWebp = begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P');
    return isWebp ? Optional.of("image/webp") : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int at, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (at + i >= bytes.length || (bytes[at + i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every JDK has SHA-256", failure);
    }
  }

  // The bytes are many, and nobody reads them.
  @Override
  public String toString() {
    return "Picture[" + mediaType + " " + digest + "]";
  }
}
