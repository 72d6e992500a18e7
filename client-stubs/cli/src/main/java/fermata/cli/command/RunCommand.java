package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.check.ReportFormat;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.question.PreparedAnswers;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentGetParams;
import fermata.wire.method.agent.AgentGetResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunPlan;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata run}: starts a run and follows it. */
final class RunCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "run",
            "Runs an agent and follows it until it ends; Ctrl-C leaves it running.",
            "fermata run review.agent.yaml path=src depth=3",
            "fermata run review.agent.yaml --input-json '{\"path\": \"src\"}' --json",
            "fermata run review.agent.yaml --answer confirm=yes --answer plan/title=Draft",
            "fermata run review.agent.yaml --budget usd=0.50,steps=40 --at 22:00 --detach",
            "fermata run review.agent.yaml --detach");
    spec.addPositional(Arguments.positional("0", "1", "FILE", "The definition of the agent"));
    spec.addPositional(
        Arguments.positional(
            "1..*", "0..*", "FIELD=VALUE", "Input, typed as the agent declares it"));
    spec.addOption(Arguments.values("--input", "FIELD=VALUE", "Input, as above"));
    spec.addOption(Arguments.value("--input-json", "JSON", "Input as a JSON object"));
    spec.addOption(Arguments.value("--input-file", "FILE", "Input as a file with a JSON object"));
    spec.addOption(Arguments.value("--entry", "NAME", "Entry point to begin at"));
    spec.addOption(
        Arguments.value("--session", "SESSION", "Session to run in, in place of a new one"));
    spec.addOption(Arguments.value("--title", "TEXT", "Title of the new session"));
    spec.addOption(
        Arguments.value("--workspace", "DIR", "Folder that tools work in; else that of FILE"));
    spec.addOption(
        Arguments.values("--model", "MODEL", "Model in place of those of the definition"));
    spec.addOption(Arguments.value("--record", "FILE", "Write what models answer to a recording"));
    spec.addOption(Arguments.value("--replay", "FILE", "Take what models answer from a recording"));
    spec.addOption(
        Arguments.values(
            "--answer",
            "NODE[/FIELD]=VALUE",
            "Answer to the question of a node, for runs without a person"));
    spec.addOption(Arguments.value("--answers", "FILE", "Such answers as a JSON object by node"));
    StartTerms.addTo(spec);
    spec.addOption(Arguments.flag("--detach", "Start the run and leave"));
    spec.addOption(
        Arguments.json("Print events as JSON, one a line, and how it ended as the last"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    Console console = context.console();
    Path file = definition(console, Arguments.positional(arguments, 0));
    PreparedAnswers prepared = prepared(arguments, console);
    ObjectNode whole =
        RunInput.whole(
            console,
            Arguments.find(arguments, "--input-json"),
            Arguments.find(arguments, "--input-file"));
    FermataClient client = context.client();
    try {
      AgentGetResult agent = client.call(Methods.AGENT_GET, new AgentGetParams(file.toString()));
      prepared.checked(agent.nodes());
      RunInput input = new RunInput(console, agent.input());
      ObjectNode values = input.completed(input.of(whole, words(arguments)));
      RunStartResult started =
          client.call(Methods.RUN_START, params(arguments, context, file, values));
      Following following = new Following(context, Arguments.has(arguments, Arguments.JSON));
      RunPlan plan = started.plan();
      if (plan != null) {
        return report(plan, arguments, console);
      }
      if (Arguments.has(arguments, "--detach")) {
        return following.leave(started);
      }
      following.announce(agent.name(), started.session());
      following.tell(started);
      return following.follow(started.session(), started.run(), prepared);
    } catch (FermataException.Refused refused) {
      if (!refused.error().is(DaemonErrorCode.AGENT_INVALID)) {
        throw refused;
      }
      return CheckCommand.report(
          console,
          file,
          Arguments.has(arguments, Arguments.JSON) ? ReportFormat.JSON : ReportFormat.TEXT);
    }
  }

  private static Path definition(Console console, @Nullable String name) {
    Path file = console.path(name == null ? "" : name);
    if (Files.isDirectory(file)) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          name + ": is a folder",
          "name the definition in it, such as *.agent.yaml");
    }
    if (!Files.exists(file)) {
      throw CommandFailure.of(
          ExitCode.USAGE, DisplayText.oneLine(String.valueOf(name)) + ": no such file");
    }
    return file;
  }

  private static List<String> words(ParseResult arguments) {
    List<String> words = new ArrayList<>(Arguments.all(arguments, "--input"));
    words.addAll(Arguments.positionals(arguments, 1));
    return words;
  }

  private static PreparedAnswers prepared(ParseResult arguments, Console console) {
    String file = Arguments.find(arguments, "--answers");
    PreparedAnswers answers =
        file == null
            ? PreparedAnswers.none()
            : PreparedAnswers.of(RunInput.whole(console, null, file));
    return answers.with(Arguments.all(arguments, "--answer"));
  }

  private static RunStartParams params(
      ParseResult arguments, Context context, Path file, ObjectNode input) {
    Console console = context.console();
    String session = Arguments.find(arguments, "--session");
    List<String> models = Arguments.all(arguments, "--model");
    return new RunStartParams(
            new AgentReference(file.toString(), null),
            input,
            Arguments.find(arguments, "--entry"),
            session == null ? null : new References(context.client()).session(session).session(),
            null,
            UUID.randomUUID().toString(),
            Arguments.find(arguments, "--title"),
            path(console, Arguments.find(arguments, "--workspace")),
            path(console, Arguments.find(arguments, "--record")),
            path(console, Arguments.find(arguments, "--replay")),
            models.isEmpty() ? null : models)
        .admitted(
            StartTerms.onBusy(arguments),
            StartTerms.budget(arguments),
            StartTerms.notBefore(arguments, console.now()),
            Arguments.has(arguments, StartTerms.DRY_RUN) ? true : null);
  }

  private static ExitCode report(RunPlan plan, ParseResult arguments, Console console) {
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(plan));
    } else {
      new PlanReport(console).report(plan);
    }
    return plan.outcome() == null ? ExitCode.FAILED : ExitCode.OK;
  }

  private static @Nullable String path(Console console, @Nullable String name) {
    return name == null ? null : console.path(name).toString();
  }
}
