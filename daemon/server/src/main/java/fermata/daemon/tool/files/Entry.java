package fermata.daemon.tool.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;

/**
 * What stands under a name in a folder; a link is not followed.
 *
 * @param bytes the size of a file; 0 for every other kind
 */
public record Entry(String name, Kind kind, long bytes, Instant modified) {

  /** What kind of thing it is. */
  public enum Kind {
    FILE,
    FOLDER,
    LINK,
    /** A pipe, a device, a socket. */
    OTHER;

    /** {@return the word for it in results and messages} */
    public String shown() {
      return name().toLowerCase(Locale.ROOT);
    }

    String described() {
      return switch (this) {
        case FILE, FOLDER, LINK -> "a " + shown();
        case OTHER -> "a pipe or device";
      };
    }
  }

  static Entry of(String name, BasicFileAttributes attributes) {
    Kind kind = kindOf(attributes);
    return new Entry(
        name,
        kind,
        kind == Kind.FILE ? attributes.size() : 0,
        attributes.lastModifiedTime().toInstant());
  }

  private static Kind kindOf(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    if (attributes.isDirectory()) {
      return Kind.FOLDER;
    }
    return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }
}
