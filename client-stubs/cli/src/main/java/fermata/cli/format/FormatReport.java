package fermata.cli.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.check.ProblemReports;
import fermata.cli.check.ProblemText;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.console.Paint;
import fermata.definition.format.Formatting;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What became of files, for a person or a program. */
final class FormatReport {

  private final Console console;
  private final FormatMode mode;
  private final List<FormattedText> files = new ArrayList<>();
  private final List<CommandFailure> failures = new ArrayList<>();

  FormatReport(Console console, FormatMode mode) {
    this.console = console;
    this.mode = mode;
  }

  void add(FormattedText file) {
    files.add(file);
  }

  /** Takes note of a file that cannot be read or written, and says it. */
  void add(CommandFailure failure) {
    failures.add(failure);
    console.sayFailure(failure);
  }

  /** {@return how a command ends that led to this} */
  ExitCode exitCode() {
    if (!failures.isEmpty()) {
      return ExitCode.USAGE;
    }
    boolean wouldChange = mode.isCheck() && files.stream().anyMatch(FormattedText::isChanged);
    return wouldChange || leftAloneCount() > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  private long leftAloneCount() {
    return files.stream().filter(FormattedText::isLeftAlone).count();
  }

  private long changedCount() {
    return files.stream().filter(FormattedText::isChanged).count();
  }

  /** Prints a line for each file that is another one now or would be, and why others are not. */
  void print() {
    for (FormattedText file : files) {
      switch (file.formatting()) {
        case Formatting.Done done when done.isUnchanged() -> {}
        case Formatting.Done done when mode.isDiff() -> printDiff(file, done);
        case Formatting.Done _ ->
            console.print((mode.writes() ? "formatted " : "would format ") + shown(file));
        case Formatting.Broken(var problem) -> {
          new ProblemText(console, file.source()).lines(problem).forEach(console::print);
          console.print("");
        }
        case Formatting.Unsure() -> sayUnsure(file);
      }
    }
    if (!files.isEmpty()) {
      console.say(summary());
    }
  }

  private static String shown(FormattedText file) {
    return DisplayText.oneLine(file.name());
  }

  void sayUnsure(FormattedText file) {
    console.sayFailure(
        CommandFailure.of(
            ExitCode.FAILED,
            shown(file) + ": left alone, its layout would not read the same",
            "this is a mistake in fermata; the file is as it was"));
  }

  private void printDiff(FormattedText file, Formatting.Done done) {
    for (String line : UnifiedDiff.of(shown(file), file.source().text(), done.edits())) {
      console.print(console.showsResults() ? painted(DisplayText.harmless(line)) : line);
    }
  }

  private String painted(String line) {
    Paint paint = console.outPaint();
    return switch (line.charAt(0)) {
      case '+' -> paint.good(line);
      case '-' -> paint.bad(line);
      case '@' -> paint.accent(line);
      default -> line;
    };
  }

  private String summary() {
    long left = leftAloneCount();
    long changed = changedCount();
    var parts = new ArrayList<String>();
    parts.add(Amounts.count(files.size(), "file"));
    if (changed > 0) {
      parts.add(changed + (mode.writes() ? " formatted" : " to format"));
    }
    if (left > 0) {
      parts.add(left + " left alone");
    }
    if (changed + left == 0) {
      parts.add("nothing to format");
    }
    String sign =
        left > 0 || (mode.isCheck() && changed > 0)
            ? console.paint().bad(console.symbols().failed())
            : console.paint().good(console.symbols().done());
    return sign + " " + String.join(", ", parts);
  }

  /** Prints one JSON object: files and what became of them, and why others could not be used. */
  void printJson() {
    ObjectNode report = Json.mapper().createObjectNode();
    report.put("ok", exitCode() == ExitCode.OK);
    failures.forEach(failure -> report.withArray("unreadable").add(failure.message()));
    var list = report.putArray("files");
    for (FormattedText file : files) {
      ObjectNode entry = list.addObject().put("file", file.name()).put("status", status(file));
      if (file.formatting() instanceof Formatting.Broken(var problem)) {
        new ProblemReports(file.source())
            .of(List.of(problem))
            .forEach(it -> entry.set("problem", Json.toTree(it)));
      }
    }
    console.printJson(report);
  }

  private String status(FormattedText file) {
    return switch (file.formatting()) {
      case Formatting.Done done when done.isUnchanged() -> "unchanged";
      case Formatting.Done _ -> mode.writes() ? "formatted" : "wouldFormat";
      case Formatting.Broken _ -> "broken";
      case Formatting.Unsure _ -> "unsure";
    };
  }
}
