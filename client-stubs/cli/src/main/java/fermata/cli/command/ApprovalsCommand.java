package fermata.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.value.Shown;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.policy.AllowanceView;
import fermata.wire.method.policy.PolicyGetParams;
import fermata.wire.method.policy.PolicyGetResult;
import fermata.wire.method.policy.PolicySetParams;
import fermata.wire.method.policy.PolicySetResult;
import fermata.wire.method.policy.PolicyTestParams;
import fermata.wire.method.policy.PolicyTestResult;
import fermata.wire.method.policy.RuleTrial;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata approvals}: which calls of tools need a yes, and which have it already. */
final class ApprovalsCommand implements Command {

  private static final int SHOWN_MAX = 60;
  private static final String SESSION = "--session";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "approvals",
            "Lists what was allowed for longer than once, tells what would become of a call, and"
                + " allows calls or takes that back. What a rule denies stays denied.",
            "fermata approvals",
            "fermata approvals test desk.agent.yaml shell.run --args '{\"command\": [\"ls\"]}'",
            "fermata approvals allow desk.agent.yaml files.write",
            "fermata approvals revoke desk.agent.yaml files.write");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "ACTION", "list, test, allow or revoke; list unless said"));
    spec.addPositional(Arguments.positional("1", "0..1", "FILE", "The agent"));
    spec.addPositional(Arguments.positional("2", "0..1", "TOOL", "test, allow, revoke: the tool"));
    spec.addOption(
        Arguments.value(
            "--args", "JSON", "The arguments; allow, revoke: of calls that have just these"));
    spec.addOption(Arguments.value(SESSION, "SESSION", "In this session only, by its full id"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    String action = Optional.ofNullable(Arguments.positional(arguments, 0)).orElse("list");
    return switch (action) {
      case "list" -> list(arguments, context);
      case "test" -> test(arguments, context);
      case "allow" -> set(arguments, context, true);
      case "revoke" -> set(arguments, context, false);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE, action + ": no such action (expected: list, test, allow or revoke)");
    };
  }

  private static @Nullable String file(ParseResult arguments, Console console) {
    String file = Arguments.positional(arguments, 1);
    return file == null ? null : console.path(file).toString();
  }

  private static String required(@Nullable String value, String what) {
    if (value == null) {
      throw CommandFailure.of(ExitCode.USAGE, "which " + what + "? (see fermata approvals --help)");
    }
    return value;
  }

  private static @Nullable ObjectNode args(ParseResult arguments) {
    String json = Arguments.find(arguments, "--args");
    return json == null ? null : RunInput.object("--args", json);
  }

  private static ExitCode list(ParseResult arguments, Context context) {
    Console console = context.console();
    var params = new PolicyGetParams(file(arguments, console), Arguments.find(arguments, SESSION));
    PolicyGetResult result = context.client().call(Methods.POLICY_GET, params);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
      return ExitCode.OK;
    }
    if (result.allowances().isEmpty()) {
      console.say("nothing was allowed for longer than once");
      return ExitCode.OK;
    }
    var table = new Table(console, "AGENT", "TOOL", "ARGUMENTS", "FOR", "BY");
    for (AllowanceView it : result.allowances()) {
      JsonNode args = it.args();
      String session = it.session();
      table.row(
          String.valueOf(Path.of(it.file()).getFileName()),
          it.tool(),
          args == null ? "any" : Shown.brief(args, SHOWN_MAX),
          session == null ? "always" : "session " + References.shortened(session),
          it.by());
    }
    table.print();
    return ExitCode.OK;
  }

  private static ExitCode test(ParseResult arguments, Context context) {
    Console console = context.console();
    var params =
        new PolicyTestParams(
            required(file(arguments, console), "agent"),
            required(Arguments.positional(arguments, 2), "tool"),
            args(arguments),
            Arguments.find(arguments, SESSION));
    PolicyTestResult result = context.client().call(Methods.POLICY_TEST, params);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
      return ExitCode.OK;
    }
    console.print(console.outPaint().bold(result.verdict()) + "  " + result.why());
    if (!result.rules().isEmpty()) {
      var table = new Table(console, "RULE", "TOOL", "THEN", "");
      result.rules().forEach(rule -> table.row(rule.rule(), rule.tool(), rule.then(), came(rule)));
      table.print();
    }
    return ExitCode.OK;
  }

  private static String came(RuleTrial rule) {
    return switch (rule.came()) {
      case "otherTool" -> "is about other tools";
      case "unfit" -> "its condition does not hold";
      case "decided" -> "decided";
      case "broken" -> "its condition cannot be evaluated";
      default -> rule.came();
    };
  }

  private static ExitCode set(ParseResult arguments, Context context, boolean isAllowed) {
    Console console = context.console();
    String tool = required(Arguments.positional(arguments, 2), "tool");
    var params =
        new PolicySetParams(
            required(file(arguments, console), "agent"),
            tool,
            args(arguments),
            Arguments.find(arguments, SESSION),
            isAllowed,
            UUID.randomUUID().toString());
    PolicySetResult result = context.client().call(Methods.POLICY_SET, params);
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(result));
      return ExitCode.OK;
    }
    String state = isAllowed ? "is not asked about any more" : "is asked about again";
    console.say(
        result.changed()
            ? console.paint().good(console.symbols().done()) + " " + tool + " " + state
            : tool + ": nothing to change");
    return ExitCode.OK;
  }
}
