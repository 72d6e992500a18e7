package fermata.cli.check;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.text.Suggestions;
import java.util.Arrays;
import java.util.List;

/** For whom what was found is printed. */
public enum ReportFormat {
  /** A person: every problem with its lines. */
  TEXT,
  /** A program: what {@code agent/validate} gives, for each file. */
  JSON,
  /** Services that collect findings of many tools: SARIF 2.1.0. */
  SARIF,
  /** GitHub Actions: a workflow command for each problem. */
  GITHUB;

  /** {@return the words on the command line, in the order of the help} */
  public static List<String> words() {
    return Arrays.stream(values()).map(ReportFormat::word).toList();
  }

  /**
   * {@return the format that a word names}
   *
   * @throws CommandFailure where it names none
   */
  public static ReportFormat of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    "--format " + word + ": no such format" + Suggestions.hint(word, words())));
  }

  private String word() {
    return switch (this) {
      case TEXT -> "text";
      case JSON -> "json";
      case SARIF -> "sarif";
      case GITHUB -> "github";
    };
  }
}
