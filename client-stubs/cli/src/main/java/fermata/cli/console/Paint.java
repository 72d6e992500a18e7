package fermata.cli.console;

/** Colours text by meaning, or leaves it alone where there is nobody to see colours. */
public final class Paint {

  private final boolean coloured;

  private Paint(boolean coloured) {
    this.coloured = coloured;
  }

  /** {@return paint for a stream; {@code NO_COLOR} and dumb terminals get none} */
  static Paint forStream(boolean isTerminal, Surroundings surroundings) {
    boolean dumb = surroundings.variable("TERM").filter("dumb"::equals).isPresent();
    return new Paint(isTerminal && !dumb && surroundings.variable("NO_COLOR").isEmpty());
  }

  public String bold(String text) {
    return with("1", text);
  }

  public String faint(String text) {
    return with("2", text);
  }

  /** For what went well. */
  public String good(String text) {
    return with("32", text);
  }

  /** For what failed. */
  public String bad(String text) {
    return with("1;31", text);
  }

  /** For what a person should look at. */
  public String warning(String text) {
    return with("33", text);
  }

  /** For what a person is asked, and for names of things. */
  public String accent(String text) {
    return with("36", text);
  }

  private String with(String code, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
