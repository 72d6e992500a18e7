package fermata.definition.index;

import java.util.Arrays;

/** Paths by which a definition names a file beside it. */
public final class FilePaths {

  private FilePaths() {}

  /**
   * Whether a path stays in the folder of the definition: relative, with forward slashes, and
   * without {@code ..} anywhere.
   */
  public static boolean isInside(String path) {
    if (path.isBlank() || path.startsWith("/") || path.indexOf('\\') >= 0) {
      return false;
    }
    boolean hasDrive = path.length() > 1 && path.charAt(1) == ':';
    boolean hasControl = path.chars().anyMatch(Character::isISOControl);
    return !hasDrive && !hasControl && !Arrays.asList(path.split("/")).contains("..");
  }
}
