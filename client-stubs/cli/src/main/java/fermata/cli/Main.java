package fermata.cli;

import fermata.cli.command.CommandTree;
import fermata.cli.command.Context;
import fermata.cli.command.FailureReport;
import fermata.cli.command.Interruption;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.console.Surroundings;
import fermata.cli.console.WatchedOutput;
import fermata.client.FermataException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code fermata} command. */
public final class Main {

  /** picocli refuses less; a narrower terminal wraps the help by itself. */
  private static final int HELP_COLUMNS_MIN = 55;

  private static final int HELP_COLUMNS_MAX = 120;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    var output = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    Surroundings surroundings =
        new Surroundings(
            System.in,
            new PrintStream(new BufferedOutputStream(output), true, System.out.charset()),
            System.err,
            System.getenv(),
            Surroundings.Terminals.parse(System.getProperty("fermata.terminals", "")),
            Path.of("").toAbsolutePath());
    Interruption interruption = new Interruption();
    AtomicBoolean hasEnded = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupt(interruption, hasEnded), "interrupt"));
    int code = run(List.of(args), surroundings, interruption);
    hasEnded.set(true);
    System.exit(written(code, output, surroundings));
  }

  /** A result that did not reach its file must not look like success. */
  private static int written(int code, WatchedOutput output, Surroundings surroundings) {
    Optional<String> failure = output.failure();
    failure.ifPresent(
        why -> surroundings.err().println("error: standard output cannot be written: " + why));
    return failure.isPresent() && code == ExitCode.OK.number() ? ExitCode.FAILED.number() : code;
  }

  /** A signal starts the end of the process; what goes on without it is said before it is gone. */
  private static void interrupt(Interruption interruption, AtomicBoolean hasEnded) {
    if (!hasEnded.get()) {
      Runtime.getRuntime().halt(interruption.happen().number());
    }
  }

  /** Runs one command with streams that are no terminals; {@return its exit code}. */
  public static int run(
      List<String> args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    return run(
        args,
        new Surroundings(
            in, out, err, environment, Surroundings.Terminals.NONE, Path.of("").toAbsolutePath()),
        new Interruption());
  }

  /** Runs one command; {@return its exit code}. */
  public static int run(List<String> args, Surroundings surroundings, Interruption interruption) {
    Console console = new Console(surroundings, InstantSource.system());
    FailureReport failures = new FailureReport(console, args.contains("--verbose"));
    ExitCode code;
    try (Context context = new Context(console, interruption)) {
      code = run(asked(args), console, context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      code = ExitCode.INTERRUPTED;
    } catch (CommandFailure failure) {
      code = failures.report(failure);
    } catch (FermataException failure) {
      code = failures.report(failure);
    } catch (RuntimeException bug) {
      code = failures.reportBug(bug);
    }
    surroundings.out().flush();
    surroundings.err().flush();
    return code.number();
  }

  /** {@code help COMMAND} is {@code COMMAND --help}. */
  private static List<String> asked(List<String> args) {
    if (args.isEmpty() || !args.getFirst().equals("help")) {
      return args;
    }
    List<String> asked = new ArrayList<>(args.subList(1, args.size()));
    asked.add("--help");
    return asked;
  }

  private static ExitCode run(List<String> args, Console console, Context context)
      throws InterruptedException {
    CommandTree tree = new CommandTree();
    CommandLine parser = tree.parser(args, console.surroundings().environment());
    parser.setOut(new PrintWriter(console.surroundings().out(), true, StandardCharsets.UTF_8));
    parser.setUsageHelpWidth(Math.clamp(console.columns(), HELP_COLUMNS_MIN, HELP_COLUMNS_MAX));
    try {
      ParseResult parsed = parser.parseArgs(args.toArray(String[]::new));
      if (CommandLine.executeHelpRequest(parsed) != null) {
        return ExitCode.OK;
      }
      if (!parsed.hasSubcommand()) {
        parser.usage(console.surroundings().err());
        return ExitCode.USAGE;
      }
      return tree.run(parsed, context);
    } catch (ParameterException mistake) {
      throw new Mistake(mistake).asFailure();
    }
  }
}
