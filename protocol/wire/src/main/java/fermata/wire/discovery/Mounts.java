package fermata.wire.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file systems of this machine and where they are mounted, as Linux tells them; empty on other
 * systems.
 *
 * <p>On one that several machines share, locks are promises that some servers do not keep, and a
 * socket is of one machine only.
 */
public record Mounts(List<Mount> all) {

  private static final Path TABLE = Path.of("/proc/self/mounts");

  /** The types of file systems that another machine serves. */
  private static final Set<String> REMOTE =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ncpfs",
          "afs",
          "auristorfs",
          "coda",
          "ceph",
          "lustre",
          "gpfs",
          "beegfs",
          "panfs",
          "orangefs",
          "pvfs2",
          "9p",
          "fuse.sshfs",
          "fuse.glusterfs",
          "fuse.ceph",
          "fuse.rclone",
          "fuse.s3fs",
          "fuse.davfs2",
          "davfs");

  /** Blanks of a path are written as three octal digits. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

  public Mounts {
    all = List.copyOf(all);
  }

  /** A file system at its place. */
  public record Mount(Path at, String type) {}

  /** {@return those of this machine} */
  public static Mounts current() {
    try {
      return parse(Files.readString(TABLE, StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return new Mounts(List.of());
    }
  }

  /** {@return those that a table in the form of {@code fstab} names} */
  public static Mounts parse(String table) {
    var mounts = new ArrayList<Mount>();
    for (String line : table.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length > 2 && words[1].startsWith("/")) {
        mounts.add(new Mount(Path.of(unescaped(words[1])), words[2]));
      }
    }
    return new Mounts(mounts);
  }

  private static String unescaped(String word) {
    String bytes =
        ESCAPE
            .matcher(word)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** {@return the type of the file system that a path is on, where another machine serves it} */
  public Optional<String> remoteTypeOf(Path path) {
    Path place = path.toAbsolutePath().normalize();
    Mount found = null;
    for (Mount mount : all) {
      boolean isNearer = found == null || mount.at().getNameCount() >= found.at().getNameCount();
      if (place.startsWith(mount.at()) && isNearer) {
        found = mount;
      }
    }
    return Optional.ofNullable(found).map(Mount::type).filter(REMOTE::contains);
  }
}
