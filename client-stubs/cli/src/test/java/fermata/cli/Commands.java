package fermata.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import fermata.cli.command.Interruption;
import fermata.cli.console.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands as the process runs them, in this one, and keeps what the last one printed. */
public final class Commands {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Map<String, String> environment = Map.of("FERMATA_COLUMNS", "80");
  private Surroundings.Terminals terminals = Surroundings.Terminals.NONE;
  private Charset charset = UTF_8;
  private String typed = "";

  /** Has these variables and no others, from now on. */
  public Commands with(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  /** Prints to these terminals from now on. */
  public Commands at(Surroundings.Terminals those) {
    terminals = those;
    return this;
  }

  /** Prints results in another character set from now on. */
  public Commands printing(Charset other) {
    charset = other;
    return this;
  }

  /** Gives commands this on standard input from now on. */
  public Commands typing(String text) {
    typed = text;
    return this;
  }

  /** {@return the exit code of a command that is run in a folder} */
  public int run(Path folder, String... arguments) {
    return run(folder, List.of(arguments));
  }

  /** {@return the exit code of a command that is run in a folder} */
  public int run(Path folder, List<String> arguments) {
    out.reset();
    err.reset();
    return Main.run(
        arguments,
        new Surroundings(
            new ByteArrayInputStream(typed.getBytes(UTF_8)),
            new PrintStream(out, true, charset),
            new PrintStream(err, true, UTF_8),
            environment,
            terminals,
            folder),
        new Interruption());
  }

  /** {@return what the last command printed on standard output} */
  public String out() {
    return out.toString(UTF_8);
  }

  /** {@return what the last command printed on standard error} */
  public String err() {
    return err.toString(UTF_8);
  }
}
