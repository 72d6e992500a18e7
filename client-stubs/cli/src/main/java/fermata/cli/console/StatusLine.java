package fermata.cli.console;

import java.io.PrintStream;

/**
 * The last line of a terminal, rewritten in place; lines printed meanwhile go above it. Nothing at
 * all where there is no terminal.
 *
 * <p>Thread-safe: whoever is told of Ctrl-C speaks while the run's thread still does.
 */
public final class StatusLine {

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream stream;
  private final boolean isTerminal;
  private String shown = "";
  private boolean hasEnded;

  StatusLine(PrintStream stream, boolean isTerminal) {
    this.stream = stream;
    this.isTerminal = isTerminal;
  }

  /** Whether anything that is shown can be seen. */
  public boolean isVisible() {
    return isTerminal;
  }

  /** Shows a text in place of the one before; it must fit into a line. */
  public synchronized void show(String text) {
    if (isTerminal && !hasEnded && !text.equals(shown)) {
      stream.print(ERASE + text);
      stream.flush();
      shown = text;
    }
  }

  /** Takes the line away. */
  public synchronized void clear() {
    if (!shown.isEmpty()) {
      stream.print(ERASE);
      stream.flush();
      shown = "";
    }
  }

  /** Takes the line away for good: what is said from now on are the last words. */
  public synchronized void end() {
    clear();
    hasEnded = true;
  }

  /** Prints a line above. */
  public synchronized void printAbove(String line) {
    String again = shown;
    clear();
    stream.println(line);
    show(again);
  }
}
