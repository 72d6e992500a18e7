package fermata.cli.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.check.ProblemReports;
import fermata.cli.check.ProblemText;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.definition.convert.ImportNote;
import fermata.definition.convert.ImportedAgent;
import fermata.definition.convert.SourceFormat;
import fermata.definition.load.LoadedAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.wire.json.Json;
import java.util.List;

/**
 * What became of a source.
 *
 * @param source its name is the path as short as it can be written
 * @param result the definition that was made, checked
 * @param shown where it is, where it loads; empty where it is printed
 */
public record ImportReport(
    SourceText source,
    SourceFormat format,
    ImportedAgent imported,
    LoadedAgent result,
    String shown) {

  /** Says to a person what is not in the result, and what is wrong with it. */
  public void say(Console console) {
    say(console, ImportNote.Kind.CHANGED, "said in another way");
    say(console, ImportNote.Kind.LEFT_OUT, "not carried over");
    var name = shown.isEmpty() ? imported.name() + ".agent.yaml" : shown;
    var text = new ProblemText(console, new SourceText(name, imported.text()));
    result.problems().forEach(problem -> text.lines(problem).forEach(console::say));
    boolean isUsable = result.isUsable();
    String sign =
        isUsable
            ? console.paint().good(console.symbols().done())
            : console.paint().bad(console.symbols().failed());
    String state = isUsable ? "it loads" : "it does not load";
    console.say(
        "%s %s: %s, %s, %s"
            .formatted(
                sign, imported.name(), format.title(), Amounts.count(nodes(), "node"), state));
    if (!isUsable && !shown.isEmpty()) {
      console.say("nothing was written; '-o -' prints it all the same");
    }
  }

  private int nodes() {
    var definition = result.definition();
    return definition == null ? 0 : definition.nodes().size();
  }

  private void say(Console console, ImportNote.Kind kind, String title) {
    List<ImportNote> notes = imported.notes().stream().filter(note -> note.kind() == kind).toList();
    if (notes.isEmpty()) {
      return;
    }
    var lines = LineIndex.of(source.text());
    console.say(console.paint().bold(title + ":"));
    for (ImportNote note : notes) {
      LineIndex.Place place = lines.place(note.span().start(), LineIndex.ColumnUnit.UTF_32);
      String where = source.name() + ":" + (place.line() + 1) + ":" + (place.column() + 1);
      String pointer = note.pointer().isEmpty() ? "the whole" : note.pointer();
      console.say("  " + console.paint().accent(where) + "  " + DisplayText.oneLine(pointer));
      console.say("      " + DisplayText.oneLine(note.reason()));
    }
    console.say("");
  }

  /** {@return the same for a program; places count from 0, in UTF-16 units} */
  public ObjectNode json() {
    ObjectNode report = Json.mapper().createObjectNode();
    report.put("source", source.name()).put("format", format.title());
    report.put("agent", imported.name()).put("usable", result.isUsable());
    if (shown.isEmpty() || !result.isUsable()) {
      report.put("text", imported.text());
    } else {
      report.put("file", shown);
    }
    var lines = LineIndex.of(source.text());
    ArrayNode notes = report.putArray("notes");
    for (ImportNote note : imported.notes()) {
      LineIndex.Place place = lines.place(note.span().start());
      notes
          .addObject()
          .put("kind", note.kind() == ImportNote.Kind.CHANGED ? "changed" : "leftOut")
          .put("pointer", note.pointer())
          .put("line", place.line())
          .put("column", place.column())
          .put("reason", note.reason());
    }
    ArrayNode problems = report.putArray("problems");
    new ProblemReports(new SourceText(shown, imported.text()))
        .of(result.problems())
        .forEach(problem -> problems.add(Json.toTree(problem)));
    return report;
  }
}
