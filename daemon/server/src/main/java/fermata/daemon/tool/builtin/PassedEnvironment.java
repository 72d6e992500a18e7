package fermata.daemon.tool.builtin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables of the daemon's environment that programs see.
 *
 * <p>Few, by name: a key that the daemon was started with is no business of a tool.
 */
public final class PassedEnvironment {

  private static final Set<String> NAMES =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", "TERM");

  private PassedEnvironment() {}

  /** {@return what is passed on of an environment} */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> passed = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (NAMES.contains(name) || name.startsWith("LC_")) {
            passed.put(name, value);
          }
        });
    return passed;
  }
}
