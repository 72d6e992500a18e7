package fermata.wire.discovery;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directory that keeps journals, sessions and blobs. Each has a daemon of its own. */
public record StateDirectory(Path path) {

  /** Environment variable that names the directory itself. */
  public static final String VARIABLE = "FERMATA_STATE_DIR";

  /** {@return the directory that the environment names, else the one below the user's home} */
  public static StateDirectory locate(Map<String, String> environment) {
    @Nullable String named = environment.get(VARIABLE);
    if (named != null && !named.isBlank()) {
      return new StateDirectory(Path.of(named).toAbsolutePath().normalize());
    }
    @Nullable String xdg = environment.get("XDG_STATE_HOME");
    Path base =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg).toAbsolutePath()
            : home(environment).resolve(".local").resolve("state");
    return new StateDirectory(base.resolve("fermata").normalize());
  }

  static Path home(Map<String, String> environment) {
    @Nullable String home = environment.get("HOME");
    return Path.of(home != null && !home.isBlank() ? home : System.getProperty("user.home"))
        .toAbsolutePath();
  }
}
