package fermata.cli.create;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.text.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A definition to begin with. */
public enum Template {
  QUESTION("Looks at files, asks what to do, writes a report. No model, no key.", "glob='**/*.md'"),
  MODEL("A model with a tool and typed outputs; a person approves.", "file=notes.txt"),
  PIPELINE("Checks side by side, a join, a decision by rule or by a person. No model, no key.", "");

  /** What every template calls its agent, to be replaced. */
  private static final String NAME = "new-agent";

  private final String summary;
  private final String input;

  Template(String summary, String input) {
    this.summary = summary;
    this.input = input;
  }

  /** {@return the words on the command line, in the order of the help} */
  public static List<String> words() {
    return Arrays.stream(values()).map(Template::word).toList();
  }

  /**
   * {@return the template that a word names}
   *
   * @throws CommandFailure where it names none
   */
  public static Template of(String word) {
    return Arrays.stream(values())
        .filter(template -> template.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    "--template " + word + ": no such template" + Suggestions.hint(word, words())));
  }

  /** {@return the word on the command line} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return what it does, in a line} */
  public String summary() {
    return summary;
  }

  /** {@return an input to try it with, as on the command line; may be empty} */
  public String input() {
    return input;
  }

  /** {@return the definition of an agent of this name} */
  public String text(String agent) {
    String file = word() + ".agent.yaml";
    try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(NAME, agent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
