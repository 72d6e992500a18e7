package fermata.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What was found in all files together, for a person or a program. */
public final class CheckReport {

  private final Console console;
  private final List<CheckedFile> files;

  public CheckReport(Console console, List<CheckedFile> files) {
    this.console = console;
    this.files = List.copyOf(files);
  }

  /** Whether the daemon would take all files. */
  public boolean isUsable() {
    return files.stream().allMatch(CheckedFile::isUsable);
  }

  /** Prints every problem with its line, and the sum. */
  public void print() {
    for (CheckedFile file : files) {
      ProblemText text = new ProblemText(console, file.source());
      for (Problem problem : file.problems()) {
        text.lines(problem).forEach(console::print);
        console.print("");
      }
    }
    console.say(summary());
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFORMATION)) {
      long count = files.stream().mapToLong(file -> file.count(severity)).sum();
      if (count > 0) {
        parts.add(
            severity == Severity.INFORMATION
                ? count + " information"
                : Amounts.count(count, severity.label()));
      }
    }
    String checked = Amounts.count(files.size(), "file") + " checked";
    if (parts.isEmpty()) {
      return console.paint().good(console.symbols().done()) + " " + checked + ", no problems";
    }
    String found = String.join(", ", parts);
    String sign =
        isUsable()
            ? console.paint().warning(console.symbols().warning())
            : console.paint().bad(console.symbols().failed());
    return sign + " " + found + " in " + Amounts.count(files.size(), "file");
  }

  /**
   * Prints one JSON object: files with their problems, as the daemon reports them, and why others
   * could not be read.
   */
  public void printJson(List<CommandFailure> unreadable) {
    ObjectNode report = Json.mapper().createObjectNode();
    report.put("usable", isUsable() && unreadable.isEmpty());
    unreadable.forEach(failure -> report.withArray("unreadable").add(failure.message()));
    ArrayNode list = report.putArray("files");
    for (CheckedFile file : files) {
      ObjectNode entry = list.addObject();
      entry.put("file", file.source().name());
      entry.put("usable", file.isUsable());
      ArrayNode problems = entry.putArray("problems");
      new ProblemReports(file.source())
          .of(file.problems())
          .forEach(problem -> problems.add(Json.toTree(problem)));
    }
    console.printJson(report);
  }
}
