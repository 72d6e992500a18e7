package fermata.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a process gets from outside.
 *
 * @param terminals which of the streams are terminals
 * @param directory what relative paths start from
 */
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Terminals terminals,
    Path directory) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** {@return a variable of the environment that is set and not empty} */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Which streams are terminals. Java cannot tell by itself, so the launcher says. */
  public record Terminals(boolean in, boolean out, boolean err) {

    /** No terminal anywhere. */
    public static final Terminals NONE = new Terminals(false, false, false);

    /**
     * {@return the terminals that a comma-separated list of {@code in}, {@code out} and {@code err}
     * names}
     */
    public static Terminals parse(String names) {
      List<String> set = List.of(names.split(","));
      return new Terminals(set.contains("in"), set.contains("out"), set.contains("err"));
    }
  }
}
