package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentListParams;
import fermata.wire.method.agent.AgentListResult;
import fermata.wire.method.agent.AgentView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata agents}: which agents there are. */
final class AgentsCommand implements Command {

  private static final int PAGE = 500;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "agents",
            "Lists the agents of a folder and those below it, or those that are armed or have sessions.",
            "fermata agents .",
            "fermata agents",
            "fermata agents ~/agents --json");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "FOLDER", "whose agents; those that the daemon knows unless said"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    @Nullable String folder = Arguments.positional(arguments, 0);
    List<AgentView> agents =
        listed(folder == null ? null : console.path(folder).toString(), context);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(new AgentListResult(agents, null)));
    } else if (agents.isEmpty()) {
      console.say(
          folder == null
              ? "no agent is armed or has sessions; fermata agents FOLDER lists those of a folder"
              : "no agent is there; fermata new writes one");
    } else {
      print(console, agents);
    }
    return ExitCode.OK;
  }

  private static List<AgentView> listed(@Nullable String folder, Context context) {
    var agents = new ArrayList<AgentView>();
    @Nullable String cursor = null;
    do {
      AgentListResult page =
          context.client().call(Methods.AGENT_LIST, new AgentListParams(folder, PAGE, cursor));
      agents.addAll(page.agents());
      cursor = page.cursor();
    } while (cursor != null);
    return agents;
  }

  private static void print(Console console, List<AgentView> agents) {
    Table table = new Table(console, "AGENT", "VERSION", "SESSIONS", "ARMED", "FILE", "WHAT");
    for (AgentView agent : agents) {
      String problem = agent.problem();
      String description = agent.description();
      table.row(
          agent.agent(),
          agent.version() == null ? "-" : agent.version(),
          Integer.toString(agent.sessions()),
          agent.armed() ? "yes" : "-",
          agent.uri(),
          problem == null
              ? DisplayText.oneLine(description == null ? "" : description)
              : console.paint().warning(DisplayText.oneLine(problem)));
    }
    table.print();
  }
}
