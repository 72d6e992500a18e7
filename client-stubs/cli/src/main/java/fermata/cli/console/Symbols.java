package fermata.cli.console;

import java.util.List;

/** The signs that lines begin with. */
public record Symbols(
    String done,
    String failed,
    String begun,
    String question,
    String warning,
    String arrow,
    String bar,
    String dot,
    String ellipsis,
    List<String> spinner) {

  /** For terminals that show Unicode. */
  public static final Symbols UNICODE =
      new Symbols(
          "✓",
          "✗",
          "●",
          "?",
          "!",
          "→",
          "│",
          "·",
          "…",
          List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"));

  /** For all others. */
  public static final Symbols ASCII =
      new Symbols("+", "x", "*", "?", "!", "->", "|", "-", "...", List.of("|", "/", "-", "\\"));

  /** {@return the signs that the locale can show; one that is not set is taken for UTF-8} */
  static Symbols of(Surroundings surroundings) {
    String locale =
        surroundings
            .variable("LC_ALL")
            .or(() -> surroundings.variable("LC_CTYPE"))
            .or(() -> surroundings.variable("LANG"))
            .orElse("C.UTF-8")
            .toUpperCase(java.util.Locale.ROOT);
    return locale.contains("UTF-8") || locale.contains("UTF8") ? UNICODE : ASCII;
  }
}
