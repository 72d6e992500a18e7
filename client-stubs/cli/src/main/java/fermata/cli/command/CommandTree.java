package fermata.cli.command;

import fermata.cli.console.ExitCode;
import fermata.wire.discovery.Build;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** All commands by name; the help shows them by {@link CommandGroup}. */
public final class CommandTree {

  private final SequencedMap<String, Supplier<Command>> commands = new LinkedHashMap<>();
  private final Map<String, Command> made = new LinkedHashMap<>();

  /** The tree of this build. */
  public CommandTree() {
    commands.put("run", RunCommand::new);
    commands.put("new", NewCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("test", TestCommand::new);
    commands.put("fmt", FormatCommand::new);
    commands.put("graph", GraphCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("agents", AgentsCommand::new);
    commands.put("sessions", SessionsCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("checkpoints", CheckpointsCommand::new);
    commands.put("artifacts", ArtifactsCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("goal", GoalCommand::new);
    commands.put("resume", ResumeCommand::new);
    commands.put("fork", ForkCommand::new);
    commands.put("revert", RevertCommand::new);
    commands.put("retry", RetryCommand::new);
    commands.put("answer", AnswerCommand::new);
    commands.put("triggers", TriggersCommand::new);
    commands.put("events", EventsCommand::new);
    commands.put("publish", PublishCommand::new);
    commands.put("steer", SteerCommand::new);
    commands.put("pause", PauseCommand::new);
    commands.put("cancel", CancelCommand::new);
    commands.put("tools", ToolsCommand::new);
    commands.put("queue", QueueCommand::new);
    commands.put("servers", ServersCommand::new);
    commands.put("approvals", ApprovalsCommand::new);
    commands.put("models", ModelsCommand::new);
    commands.put("daemon", DaemonCommand::new);
    commands.put("tokens", TokensCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("lsp", LspCommand::new);
    commands.put("dap", DapCommand::new);
    commands.put("completion", CompletionCommand::new);
  }

  /** {@return the names of all commands} */
  public Set<String> names() {
    return Collections.unmodifiableSet(commands.keySet());
  }

  /**
   * {@return the parser for a command line}
   *
   * <p>It knows the one command that the line names, because describing a command costs time; all
   * of them where help is wanted or the name is not known.
   */
  public CommandLine parser(List<String> line, Map<String, String> environment) {
    CommandSpec root = root(environment);
    String first = line.isEmpty() ? "" : line.getFirst();
    if (commands.containsKey(first) && !first.equals("completion")) {
      root.addSubcommand(first, specOf(first));
    } else {
      commands.keySet().forEach(name -> root.addSubcommand(name, specOf(name)));
    }
    return new CommandLine(root);
  }

  private CommandSpec specOf(String name) {
    Command command = Objects.requireNonNull(commands.get(name)).get();
    made.put(name, command);
    return command.spec();
  }

  private static CommandSpec root(Map<String, String> environment) {
    CommandSpec root = CommandSpec.create().name("fermata");
    Build build = Build.current(environment);
    root.version(
        "fermata "
            + build.version()
            + (build.id().equals(build.version()) ? "" : " (build " + build.id() + ")"));
    root.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help").build());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version")
            .build());
    root.usageMessage()
        .description("Agents as files: check, run, watch, hold, answer and resume them.")
        .descriptionHeading("%n")
        .abbreviateSynopsis(true)
        .commandListHeading("")
        .footer(footer());
    root.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroup::list);
    return root;
  }

  private static String[] footer() {
    StringBuilder footer = new StringBuilder("\nExit codes:\n");
    for (ExitCode code : ExitCode.values()) {
      footer.append("  %-4d%s\n".formatted(code.number(), code.meaning()));
    }
    footer.append("\nExamples:\n");
    footer.append("  fermata run review.agent.yaml path=src     run an agent and follow it\n");
    footer.append(
        "  fermata new desk --template model          write a definition to begin with\n");
    footer.append(
        "  fermata check agents/                      find what is wrong in definitions\n");
    footer.append("  fermata sessions                           what there is, and what waits\n");
    footer.append("  fermata answer --last yes                  answer the newest open question\n");
    footer.append("\nfermata COMMAND --help tells more about one command.");
    return footer.toString().split("\n", -1);
  }

  /** Does what was parsed; the parser must come from this tree. */
  public ExitCode run(ParseResult parsed, Context context) throws InterruptedException {
    ParseResult named = parsed.subcommand();
    Command command = made.get(named.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException("no command " + named.commandSpec().name());
    }
    return command.run(named, context);
  }
}
