package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.tool.ToolServerListParams;
import fermata.wire.method.tool.ToolServerListResult;
import fermata.wire.method.tool.ToolServerLogsParams;
import fermata.wire.method.tool.ToolServerLogsResult;
import fermata.wire.method.tool.ToolServerRestartParams;
import fermata.wire.method.tool.ToolServerStanding;
import fermata.wire.method.tool.ToolServerStartParams;
import fermata.wire.method.tool.ToolServerStartResult;
import fermata.wire.method.tool.ToolServerStatus;
import fermata.wire.method.tool.ToolServerStopParams;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata servers}: the tool servers that a folder declares. */
final class ServersCommand implements Command {

  /** How long a server may take to start before the command gives it up. */
  private static final Duration START_MAX = Duration.ofMinutes(2);

  private static final String LINES = "--lines";
  private static final int LINES_MAX = 1_000;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "servers",
            "Lists the tool servers (MCP) of a folder, starts and stops them, and shows what they"
                + " wrote to their error stream. One that is stopped stays down until it is"
                + " started.",
            "fermata servers",
            "fermata servers restart git",
            "fermata servers logs git --lines 20",
            "fermata servers stop git --workspace agents");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "ACTION", "list, start, stop, restart or logs; list unless said"));
    spec.addPositional(Arguments.positional("1", "0..1", "NAME", "The server, without mcp:"));
    spec.addOption(
        Arguments.value("--workspace", "DIR", "Folder whose files declare it; else this one"));
    spec.addOption(Arguments.value(LINES, "NUMBER", "logs: the last so many lines, else 100"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    String action = Objects.requireNonNullElse(Arguments.positional(arguments, 0), "list");
    return switch (action) {
      case "list" -> list(arguments, context);
      case "start", "stop", "restart" -> change(action, arguments, context);
      case "logs" -> logs(arguments, context);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE,
              action + ": no such action (expected: list, start, stop, restart or logs)");
    };
  }

  private static String workspace(ParseResult arguments, Console console) {
    String folder = Arguments.find(arguments, "--workspace");
    return console.path(folder == null ? "" : folder).toString();
  }

  private static String name(ParseResult arguments) {
    String name = Arguments.positional(arguments, 1);
    if (name == null) {
      throw CommandFailure.of(
          ExitCode.USAGE, "which server?", "fermata servers lists those of the folder");
    }
    return name;
  }

  private static ExitCode list(ParseResult arguments, Context context) {
    Console console = context.console();
    var params = new ToolServerListParams(workspace(arguments, console));
    ToolServerListResult result = context.client().call(Methods.TOOL_SERVER_LIST, params);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.servers().isEmpty()) {
      console.say("no file of this folder declares a tool server");
    } else {
      var table = new Table(console, "SERVER", "STATE", "TOOLS", "REACHED BY");
      for (ToolServerStatus server : result.servers()) {
        Integer tools = server.tools();
        table.row(
            server.name(),
            server.state().wireName(),
            tools == null ? "not asked" : String.valueOf(tools),
            server.problem() == null
                ? server.reachedBy()
                : server.reachedBy() + " · " + server.problem());
      }
      table.print();
    }
    return ExitCode.OK;
  }

  private static ExitCode change(String action, ParseResult arguments, Context context) {
    Console console = context.console();
    String workspace = workspace(arguments, console);
    String name = name(arguments);
    String key = UUID.randomUUID().toString();
    ToolServerStartResult result =
        switch (action) {
          case "start" ->
              context
                  .client()
                  .call(
                      Methods.TOOL_SERVER_START,
                      new ToolServerStartParams(workspace, name, key),
                      START_MAX);
          case "stop" ->
              context
                  .client()
                  .call(Methods.TOOL_SERVER_STOP, new ToolServerStopParams(workspace, name, key));
          default ->
              context
                  .client()
                  .call(
                      Methods.TOOL_SERVER_RESTART,
                      new ToolServerRestartParams(workspace, name, key),
                      START_MAX);
        };
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    }
    return told(action, result.server(), arguments, console);
  }

  private static ExitCode told(
      String action, ToolServerStatus server, ParseResult arguments, Console console) {
    boolean isUp = server.state().equals(ToolServerStanding.RUNNING);
    boolean isAsWanted = isUp != action.equals("stop");
    String problem = server.problem();
    if (!isAsWanted) {
      throw CommandFailure.of(
          ExitCode.FAILED,
          "server '" + server.name() + "' is " + server.state().wireName(),
          problem == null ? "" : problem);
    }
    if (!Arguments.has(arguments, Arguments.JSON)) {
      String tools = isUp ? ", " + server.tools() + " tools" : "";
      console.say(
          console.paint().good(console.symbols().done())
              + " "
              + server.name()
              + " is "
              + server.state().wireName()
              + tools);
    }
    return ExitCode.OK;
  }

  private static ExitCode logs(ParseResult arguments, Context context) {
    Console console = context.console();
    String lines = Arguments.find(arguments, LINES);
    var params =
        new ToolServerLogsParams(
            workspace(arguments, console),
            name(arguments),
            lines == null ? null : Arguments.number(LINES, lines, 1, LINES_MAX));
    ToolServerLogsResult result = context.client().call(Methods.TOOL_SERVER_LOGS, params);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
    } else if (result.lines().isEmpty()) {
      console.say("it has written nothing to its error stream");
    } else {
      result.lines().forEach(line -> console.print(DisplayText.oneLine(line)));
    }
    return ExitCode.OK;
  }
}
