package fermata.cli.console;

import java.io.PrintStream;

/**
 * The last line of a terminal, rewritten in place; lines printed meanwhile go above it. Nothing at
 * all where there is no terminal.
 *
 * <p>Confined to one thread: that which prints.
 */
public final class StatusLine {

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream stream;
  private final boolean isTerminal;
  private String shown = "";

  StatusLine(PrintStream stream, boolean isTerminal) {
    this.stream = stream;
    this.isTerminal = isTerminal;
  }

  /** Whether anything that is shown can be seen. */
  public boolean isVisible() {
    return isTerminal;
  }

  /** Shows a text in place of the one before; it must fit into a line. */
  public void show(String text) {
    if (isTerminal && !text.equals(shown)) {
      stream.print(ERASE + text);
      stream.flush();
      shown = text;
    }
  }

  /** Takes the line away. */
  public void clear() {
    if (!shown.isEmpty()) {
      stream.print(ERASE);
      stream.flush();
      shown = "";
    }
  }

  /** Prints a line above. */
  public void printAbove(String line) {
    String again = shown;
    clear();
    stream.println(line);
    show(again);
  }
}
