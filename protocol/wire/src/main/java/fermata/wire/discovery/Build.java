package fermata.wire.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which build of Fermata this is. Client and daemon of one installation have the same id; daemons
 * of different builds never share a socket.
 *
 * @param id short text of letters, digits, dots and dashes
 * @param version version of the release
 */
public record Build(String id, String version) {

  /** Environment variable by which a launcher tells every process of an installation its build. */
  public static final String VARIABLE = "FERMATA_BUILD";

  /**
   * {@return the build of the running process: the one of the environment, else the version of the
   * release}
   */
  public static Build current(Map<String, String> environment) {
    String version = released();
    @Nullable String named = environment.get(VARIABLE);
    return new Build(named == null || named.isBlank() ? version : named, version);
  }

  /** {@return the part of the name of the socket that keeps builds apart} */
  public String tag() {
    return Hashes.shortHash(id);
  }

  private static String released() {
    var properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
