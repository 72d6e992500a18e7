package fermata.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.question.PreparedAnswers;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.history.SessionForkParams;
import fermata.wire.method.history.SessionForkResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.session.SessionSummary;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata fork}: goes on from where a run was once, in a session of its own. */
final class ForkCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "fork",
            "Starts a run in a new session from where another one was, and follows it. The other one"
                + " stays as it is. Without --at, --before and --before-step it goes on from where"
                + " the run waits, or from before the last step of a run that has ended (the one"
                + " that failed, if one did).",
            "fermata fork --last",
            "fermata fork 3f9a2b1c --at 24 --state total=3 --input who=bob",
            "fermata fork 3f9a2b1c --before review --agent review.agent.yaml",
            "fermata fork 3f9a2b1c --before review --model openai/gpt-5-mini --detach");
    References.addSession(spec);
    spec.addOption(References.run());
    spec.addOption(
        Arguments.value("--at", "EVENT", "After that event; fermata checkpoints lists them"));
    spec.addOption(Arguments.value("--before", "NODE", "Before the last step of that node"));
    spec.addOption(Arguments.value("--before-step", "STEP", "Before that step, such as s5"));
    spec.addOption(
        Arguments.value("--agent", "FILE", "Go on with that definition, such as the changed one"));
    spec.addOption(
        Arguments.values(
            "--input", "FIELD=VALUE", "Another input; VALUE is JSON where it can be read as such"));
    spec.addOption(
        Arguments.values("--state", "KEY=VALUE", "Another value of the shared state, as above"));
    spec.addOption(
        Arguments.values("--model", "MODEL", "Model in place of those of the definition"));
    spec.addOption(Arguments.value("--record", "FILE", "Write what models answer to a recording"));
    spec.addOption(Arguments.value("--replay", "FILE", "Take what models answer from a recording"));
    spec.addOption(Arguments.value("--title", "TEXT", "Title of the new session"));
    spec.addOption(
        Arguments.values("--answer", "NODE[/FIELD]=VALUE", "Answer to the question of a node"));
    spec.addOption(Arguments.flag("--detach", "Start the run and leave"));
    spec.addOption(
        Arguments.json("Print events as JSON, one a line, and how it ended as the last"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    SessionSummary session = new References(context.client()).session(arguments);
    String agent = path(context.console(), Arguments.find(arguments, "--agent"));
    PreparedAnswers prepared =
        Answering.prepared(
            context, agent == null ? session.uri() : agent, Arguments.all(arguments, "--answer"));
    SessionForkResult forked =
        context.client().call(Methods.SESSION_FORK, params(arguments, context, session.session()));
    Following following = new Following(context, Arguments.has(arguments, Arguments.JSON));
    if (Arguments.has(arguments, "--detach")) {
      return following.leave(
          new RunStartResult(forked.session(), forked.run(), forked.asOf(), forked.replayed()));
    }
    following.announce(session.agent(), forked.session());
    return following.follow(forked.session(), forked.run(), prepared);
  }

  private static SessionForkParams params(ParseResult arguments, Context context, String session) {
    Console console = context.console();
    List<String> models = Arguments.all(arguments, "--model");
    String agent = path(console, Arguments.find(arguments, "--agent"));
    return new SessionForkParams(
        session,
        References.run(arguments),
        at(Arguments.find(arguments, "--at")),
        Arguments.find(arguments, "--before-step"),
        Arguments.find(arguments, "--before"),
        agent == null ? null : new AgentReference(agent, null),
        values("--input", Arguments.all(arguments, "--input")),
        values("--state", Arguments.all(arguments, "--state")),
        models.isEmpty() ? null : models,
        path(console, Arguments.find(arguments, "--record")),
        path(console, Arguments.find(arguments, "--replay")),
        Arguments.find(arguments, "--title"),
        null,
        UUID.randomUUID().toString());
  }

  private static @Nullable Long at(@Nullable String text) {
    return text == null ? null : (long) Arguments.number("--at", text, 1, 999_999_999);
  }

  private static @Nullable ObjectNode values(String option, List<String> words) {
    if (words.isEmpty()) {
      return null;
    }
    ObjectNode values = Json.mapper().createObjectNode();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.of(ExitCode.USAGE, option + " " + word + ": expected NAME=VALUE");
      }
      values.set(word.substring(0, equals), value(word.substring(equals + 1)));
    }
    return values;
  }

  private static JsonNode value(String text) {
    try {
      JsonNode value = Json.mapper().readTree(text);
      return value.isMissingNode() ? Json.mapper().getNodeFactory().textNode(text) : value;
    } catch (JsonProcessingException words) {
      return Json.mapper().getNodeFactory().textNode(text);
    }
  }

  private static @Nullable String path(Console console, @Nullable String name) {
    return name == null ? null : console.path(name).toString();
  }
}
