package fermata.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The two sides of a command: results on standard output, everything said to a person on standard
 * error.
 *
 * <p>Thread-safe as far as its streams are.
 */
public final class Console {

  /** Columns where the terminal does not say, and of everything that is no terminal. */
  private static final int COLUMNS_DEFAULT = 100;

  private static final int COLUMNS_MIN = 40;

  private final Surroundings surroundings;
  private final InstantSource clock;
  private final Paint outPaint;
  private final Paint paint;
  private final Symbols symbols;
  private final StatusLine status;
  private final TypedLines typed;

  /** A console; reads nothing before somebody asks for a line. */
  public Console(Surroundings surroundings, InstantSource clock) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.outPaint = Paint.forStream(surroundings.terminals().out(), surroundings);
    this.paint = Paint.forStream(surroundings.terminals().err(), surroundings);
    this.symbols = Symbols.of(surroundings);
    this.status = new StatusLine(surroundings.err(), surroundings.terminals().err());
    this.typed = new TypedLines(surroundings.in());
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /** {@return colours for standard error} */
  public Paint paint() {
    return paint;
  }

  /** {@return colours for standard output} */
  public Paint outPaint() {
    return outPaint;
  }

  public Symbols symbols() {
    return symbols;
  }

  /** {@return the line below everything that is said} */
  public StatusLine status() {
    return status;
  }

  /** {@return what a person types} */
  public TypedLines typed() {
    return typed;
  }

  /** {@return the time now} */
  public Instant now() {
    return clock.instant();
  }

  /** Whether a person can be asked something: what they type is read and what is said is seen. */
  public boolean isInteractive() {
    return surroundings.terminals().in() && surroundings.terminals().err();
  }

  /** Whether standard output is read by a person. */
  public boolean showsResults() {
    return surroundings.terminals().out();
  }

  /** {@return the columns of a line} */
  public int columns() {
    return surroundings
        .variable("FERMATA_COLUMNS")
        .or(() -> surroundings.variable("COLUMNS"))
        .flatMap(Console::number)
        .map(columns -> Math.max(COLUMNS_MIN, columns))
        .orElse(COLUMNS_DEFAULT);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** {@return a path of the command line, from the directory that the command runs in} */
  public Path path(String name) {
    return surroundings.directory().resolve(name).normalize();
  }

  /** Prints a line of the result. */
  public void print(String line) {
    status.clear();
    surroundings.out().println(line);
  }

  /** Prints a value as one line of JSON and sends it off. */
  public void printJson(JsonNode value) {
    PrintStream out = surroundings.out();
    out.println(value.toString());
    out.flush();
  }

  /** Says a line to the person. */
  public void say(String line) {
    status.printAbove(line);
  }

  /** Leaves the cursor behind a text, for a person to type. */
  public void prompt(String text) {
    status.clear();
    surroundings.err().print(text);
    surroundings.err().flush();
  }

  /** Says that something failed. */
  public void sayFailure(CommandFailure failure) {
    status.clear();
    say(paint.bad("error:") + " " + failure.message());
    String advice = failure.advice();
    if (advice != null) {
      advice.lines().forEach(line -> say("  " + line));
    }
  }
}
