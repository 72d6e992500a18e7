package fermata.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;

/** Commands that somebody wants at the same time, in the order of the help. */
enum CommandGroup {
  WRITE("Write agents", "new", "check", "fmt", "test", "graph", "import", "schema", "agents"),
  RUN("Run them", "run", "answer", "steer", "resume", "pause", "cancel", "retry"),
  LOOK("Look at runs", "sessions", "show", "inspect", "events", "artifacts", "goal"),
  TRAVEL("Go back in time", "checkpoints", "diff", "fork", "revert"),
  CONNECT(
      "Connect them", "triggers", "queue", "publish", "tools", "servers", "approvals", "models"),
  HOST("The machine below", "daemon", "tokens", "doctor", "lsp", "dap", "completion");

  private static final int INDENT = 2;

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // It is one of List.of.
  private final List<String> commands;

  CommandGroup(String title, String... commands) {
    this.title = title;
    this.commands = List.of(commands);
  }

  /** {@return the names of all commands, in the order of the help} */
  static List<String> order() {
    return Arrays.stream(values()).flatMap(group -> group.commands.stream()).toList();
  }

  /** {@return the groups, with what each command does in a few words} */
  static String list(Help help) {
    return Arrays.stream(values()).map(group -> group.section(help)).collect(Collectors.joining());
  }

  private String section(Help help) {
    int names = INDENT + order().stream().mapToInt(String::length).max().orElse(0) + 1;
    int width = help.commandSpec().usageMessage().width();
    Help.TextTable table =
        Help.TextTable.forColumns(
            help.colorScheme(),
            new Help.Column(names, INDENT, Help.Column.Overflow.TRUNCATE),
            new Help.Column(width - names, 1, Help.Column.Overflow.WRAP));
    for (String name : commands) {
      Help command = help.subcommands().get(name);
      if (command != null) {
        table.addRowValues(
            name, brief(String.join(" ", command.commandSpec().usageMessage().description())));
      }
    }
    return "%n%s:%n%s".formatted(title, table);
  }

  /** The first clause of a description; the whole is in the help of the command. */
  private static String brief(String description) {
    return description.split("[.;:] |\\.$", 2)[0];
  }
}
