package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.check.DefinitionFiles;
import fermata.cli.check.ReportFormat;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentImpactParams;
import fermata.wire.method.agent.AgentImpactResult;
import fermata.wire.method.agent.ImpactObstacle;
import fermata.wire.method.agent.ImpactVerdict;
import fermata.wire.method.agent.RunImpact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code fermata check --sessions}: also what the definitions mean for the runs that wait. */
final class SessionsCheck {

  private final Context context;
  private final Console console;
  private final DefinitionFiles files;

  SessionsCheck(Context context, DefinitionFiles files) {
    this.context = context;
    this.console = context.console();
    this.files = files;
  }

  /** What is known of one file. */
  private record Found(Path path, AgentImpactResult impact) {}

  /** {@return {@code FAILED} too where a run could not go on} */
  ExitCode run(List<Path> paths, List<CommandFailure> unreadable, ReportFormat format) {
    if (format != ReportFormat.TEXT && format != ReportFormat.JSON) {
      throw CommandFailure.of(
          ExitCode.USAGE, "--sessions prints text or JSON, not --format sarif or github");
    }
    List<Path> usable =
        paths.stream()
            .filter(path -> !DefinitionFiles.isCatalog(path) && files.check(path).isUsable())
            .toList();
    if (format == ReportFormat.JSON) {
      return json(usable);
    }
    ExitCode checked = CheckCommand.report(console, paths, unreadable, format);
    List<Found> found = ask(usable);
    found.forEach(this::print);
    return found.stream().anyMatch(SessionsCheck::isObstructed) ? ExitCode.FAILED : checked;
  }

  private ExitCode json(List<Path> usable) {
    List<Found> found = ask(usable);
    ObjectNode result = Json.mapper().createObjectNode();
    ArrayNode list = result.putArray("definitions");
    for (Found each : found) {
      ObjectNode entry = list.addObject();
      entry.put("file", each.path().toString());
      entry.setAll(Json.toTree(each.impact()));
    }
    console.printJson(result);
    return found.stream().anyMatch(SessionsCheck::isObstructed) ? ExitCode.FAILED : ExitCode.OK;
  }

  private List<Found> ask(List<Path> usable) {
    var found = new ArrayList<Found>();
    for (Path path : usable) {
      Path file = console.path(path.toString());
      found.add(
          new Found(
              path,
              context
                  .client()
                  .call(Methods.AGENT_IMPACT, new AgentImpactParams(file.toString(), null))));
    }
    return found;
  }

  private static boolean isObstructed(Found found) {
    return found.impact().runs().stream()
        .anyMatch(run -> run.verdict().equals(ImpactVerdict.OBSTRUCTED));
  }

  private void print(Found found) {
    AgentImpactResult impact = found.impact();
    if (impact.runs().isEmpty()) {
      console.say("no run of " + impact.agent() + " waits");
      return;
    }
    console.print(
        console.outPaint().bold(impact.agent())
            + ": "
            + Amounts.count(impact.runs().size(), "run")
            + " that "
            + (impact.runs().size() == 1 ? "waits" : "wait")
            + (impact.isTruncated() ? ", and more" : ""));
    Table table = new Table(console, "SESSION", "WITH THIS FILE", "AT", "CHANGED", "WHY");
    for (RunImpact run : impact.runs()) {
      table.row(
          References.shortened(run.session()),
          verdict(run.verdict()),
          String.join(", ", run.nodes()),
          Amounts.ago(run.updatedAt(), console.now()),
          why(run));
    }
    table.print();
  }

  private static String verdict(ImpactVerdict verdict) {
    if (verdict.equals(ImpactVerdict.SAME)) {
      return "the same";
    }
    return verdict.equals(ImpactVerdict.COMPATIBLE) ? "could go on" : "could not go on";
  }

  private static String why(RunImpact run) {
    List<String> reasons =
        run.obstacles().isEmpty()
            ? run.changes()
            : run.obstacles().stream().map(ImpactObstacle::message).toList();
    return DisplayText.oneLine(String.join("; ", reasons));
  }
}
