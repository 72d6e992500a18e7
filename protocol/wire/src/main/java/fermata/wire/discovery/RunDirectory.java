package fermata.wire.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a daemon and its clients find each other. Whoever may enter it may use the
 * daemon, so it belongs to one user and to nobody else, and everything about it fails closed.
 *
 * <p>Daemons of different builds may be in it side by side, each with files of its own:
 *
 * <pre>
 * d-&lt;build&gt;.sock    where it listens
 * d-&lt;build&gt;.lock    held by the daemon for its life; the system releases it when the daemon dies
 * d-&lt;build&gt;.spawn   held by a client while it starts the daemon
 * d-&lt;build&gt;.json    what the daemon says of itself; a hint, the socket is the truth
 * d-&lt;build&gt;.token   what lets its user in at a port; there while the daemon listens at one
 * d-&lt;build&gt;.events  its last lifecycle events
 * d-&lt;build&gt;.log     its log, for people
 * d-&lt;build&gt;.out     what the last one that a client started printed, such as why it could not
 * </pre>
 */
public record RunDirectory(Path path) {

  /** Environment variable that names the directory itself. */
  public static final String VARIABLE = "FERMATA_RUN_DIR";

  /** Bytes of the longest path that a Unix socket may have everywhere. */
  public static final int SOCKET_PATH_BYTES_MAX = 103;

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /** {@return the directory for the daemon of a state directory and user} */
  public static RunDirectory locate(
      Map<String, String> environment, StateDirectory state, String user) {
    @Nullable String named = environment.get(VARIABLE);
    if (named != null && !named.isBlank()) {
      return new RunDirectory(Path.of(named).toAbsolutePath());
    }
    String profile = Hashes.shortHash(state.path() + "\n" + user);
    @Nullable String runtime = environment.get("XDG_RUNTIME_DIR");
    return runtime != null && !runtime.isBlank()
        ? new RunDirectory(Path.of(runtime).toAbsolutePath().resolve("fermata").resolve(profile))
        : belowHome(environment, user, profile, Mounts.current());
  }

  /**
   * {@return the directory where the system names no place for such things}
   *
   * <p>A home that another machine serves is none: its locks may not be kept, and its sockets are
   * of one machine.
   */
  static RunDirectory belowHome(
      Map<String, String> environment, String user, String profile, Mounts mounts) {
    Path home = StateDirectory.home(environment);
    if (mounts.remoteTypeOf(home).isEmpty()) {
      Path base = home.resolve(".cache").resolve("fermata").resolve("run");
      return new RunDirectory(base.resolve("fermata").resolve(profile));
    }
    @Nullable String temporary = environment.get("TMPDIR");
    Path base =
        Path.of(temporary == null || temporary.isBlank() ? "/tmp" : temporary).toAbsolutePath();
    // In one step: what is below a folder of somebody else could be exchanged by that one.
    return new RunDirectory(base.resolve("fermata-" + user + "-" + profile));
  }

  /** {@return where the daemon of a build listens} */
  public Path socket(Build build) {
    return file(build, "sock");
  }

  /** {@return the lock that the daemon of a build holds for its life} */
  public Path lock(Build build) {
    return file(build, "lock");
  }

  /** {@return the lock that a client holds while it starts the daemon of a build} */
  public Path spawnLock(Build build) {
    return file(build, "spawn");
  }

  /** {@return what the daemon of a build says of itself} */
  public Path description(Build build) {
    return file(build, "json");
  }

  /** {@return the token of the daemon of a build, while it listens at a port} */
  public TokenFile token(Build build) {
    return new TokenFile(file(build, "token"));
  }

  /** {@return the last lifecycle events of a build's daemons} */
  public Path lifecycle(Build build) {
    return file(build, "events");
  }

  /** {@return what the daemon of a build writes for people} */
  public Path log(Build build) {
    return file(build, "log");
  }

  /** {@return what the last daemon of a build that a client started printed} */
  public Path output(Build build) {
    return file(build, "out");
  }

  private Path file(Build build, String suffix) {
    return path.resolve("d-" + build.tag() + "." + suffix);
  }

  /**
   * Makes the directory where it is missing, and checks that it belongs to the user of this process
   * and that nobody else may enter it.
   *
   * @return that user
   * @throws IOException when it cannot be made, is a link, belongs to another user or is open to
   *     others
   */
  public UserPrincipal require() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PRIVATE));
    }
    UserPrincipal owner = requirePrivate();
    UserPrincipal self = self();
    if (!owner.equals(self)) {
      throw new IOException(
          "run directory "
              + path
              + " belongs to "
              + owner.getName()
              + " (expected: "
              + self.getName()
              + ")");
    }
    return self;
  }

  /**
   * Checks that only one user may enter the directory.
   *
   * @return that user
   * @throws IOException when it is missing, a link, or open to others
   */
  public UserPrincipal requirePrivate() throws IOException {
    var attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()) {
      throw new IOException(
          "run directory " + path + " is not a directory (a link is not followed)");
    }
    if (!attributes.permissions().equals(PRIVATE)) {
      throw new IOException(
          "run directory "
              + path
              + " has permissions "
              + PosixFilePermissions.toString(attributes.permissions())
              + " (expected: rwx------, because whoever enters it may use the daemon; run chmod 700 on it)");
    }
    return attributes.owner();
  }

  // A new file belongs to whoever runs this process, which no property or variable tells as surely.
  private UserPrincipal self() throws IOException {
    Path probe = Files.createTempFile(path, "owner", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
