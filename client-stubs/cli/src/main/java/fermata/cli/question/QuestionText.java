package fermata.cli.question;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.value.Shown;
import fermata.wire.event.QuestionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A question as a person reads it. */
public final class QuestionText {

  private static final String INDENT = "  ";

  private final Console console;

  public QuestionText(Console console) {
    this.console = console;
  }

  /**
   * {@return the lines of a question: what is asked, what is to be approved, what to choose from}
   */
  public List<String> lines(Question question) {
    List<String> lines = new ArrayList<>();
    String sign = console.paint().accent(console.symbols().question()) + " ";
    for (String line : wrapped(heading(question))) {
      lines.add((lines.isEmpty() ? sign : INDENT) + console.paint().bold(line));
    }
    String assignee = question.assignee();
    if (assignee != null) {
      lines.add(INDENT + console.paint().faint("for " + DisplayText.oneLine(assignee)));
    }
    addCall(question, lines);
    addOptions(question, lines);
    addDescriptions(question, lines);
    Instant expiresAt = question.expiresAt();
    if (expiresAt != null) {
      lines.add(INDENT + console.paint().faint("runs out in " + until(expiresAt)));
    }
    return lines;
  }

  private static String heading(Question question) {
    String text = DisplayText.harmless(question.text()).strip();
    return text.isEmpty() ? question.node() : text;
  }

  private List<String> wrapped(String text) {
    return DisplayText.wrap(text, console.columns() - INDENT.length());
  }

  /** The arguments are shown whole: nobody can approve what they cannot see. */
  private void addCall(Question question, List<String> lines) {
    JsonNode args = question.args();
    if (question.tool() != null) {
      lines.add(INDENT + "tool " + console.paint().accent(DisplayText.oneLine(question.tool())));
    }
    if (args != null) {
      args.properties()
          .forEach(
              arg ->
                  Shown.member(arg.getKey(), arg.getValue()).stream()
                      .forEach(line -> addWrapped(line, lines)));
    }
  }

  private void addWrapped(String line, List<String> lines) {
    String indent = INDENT + line.substring(0, line.length() - line.stripLeading().length());
    DisplayText.wrap(line.strip(), console.columns() - indent.length())
        .forEach(part -> lines.add(indent + part));
  }

  private void addOptions(Question question, List<String> lines) {
    int number = 0;
    for (String option : question.options()) {
      number++;
      lines.add(INDENT + console.paint().accent(number + ")") + " " + DisplayText.oneLine(option));
    }
  }

  private void addDescriptions(Question question, List<String> lines) {
    for (Field field : question.fields()) {
      if (!field.description().isBlank()) {
        wrapped(DisplayText.oneLine(field.name() + ": " + field.description()))
            .forEach(line -> lines.add(INDENT + console.paint().faint(line)));
      }
    }
  }

  private String until(Instant then) {
    return Amounts.duration(Duration.between(console.now(), then));
  }

  /** {@return what to type to answer the question later} */
  public static String howToAnswer(Question question, String sessionReference) {
    return "fermata answer " + sessionReference + " " + exampleOf(question);
  }

  private static String exampleOf(Question question) {
    if (question.kind().equals(QuestionKind.APPROVAL)
        || question.kind().equals(QuestionKind.TOOL_APPROVAL)) {
      return "yes";
    }
    if (!question.options().isEmpty()) {
      return shellWord(question.options().getFirst());
    }
    if (!question.fields().isEmpty()) {
      List<String> needed = named(question.fields().stream().filter(Field::isRequired));
      return String.join(" ", needed.isEmpty() ? named(question.fields().stream()) : needed);
    }
    return "'your answer'";
  }

  private static List<String> named(Stream<Field> fields) {
    return fields.map(field -> field.name() + "=…").toList();
  }

  private static String shellWord(String text) {
    String line = DisplayText.oneLine(text);
    return line.matches("[A-Za-z0-9_./-]+") ? line : "'" + line.replace("'", "'\\''") + "'";
  }
}
