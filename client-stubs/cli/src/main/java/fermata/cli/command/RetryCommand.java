package fermata.cli.command;

import fermata.cli.console.ExitCode;
import fermata.cli.question.PreparedAnswers;
import fermata.wire.method.Methods;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunRetryParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.session.SessionSummary;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata retry}: tries a run that has ended again from one of its steps. */
final class RetryCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "retry",
            "Tries a run that has ended again, in the same session: from the step that failed, or"
                + " the last one. What had finished before that is not done again.",
            "fermata retry --last",
            "fermata retry 3f9a2b1c --from s5",
            "fermata retry 3f9a2b1c --agent review.agent.yaml");
    References.addSession(spec);
    spec.addOption(References.run());
    spec.addOption(Arguments.value("--from", "STEP", "Begin with that step, such as s5"));
    spec.addOption(
        Arguments.value("--agent", "FILE", "Go on with that definition, such as the changed one"));
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
    String file = Arguments.find(arguments, "--agent");
    String agent = file == null ? null : context.console().path(file).toString();
    PreparedAnswers prepared =
        Answering.prepared(
            context, agent == null ? session.uri() : agent, Arguments.all(arguments, "--answer"));
    RunStartResult started =
        context
            .client()
            .call(
                Methods.RUN_RETRY,
                new RunRetryParams(
                    session.session(),
                    References.run(arguments),
                    Arguments.find(arguments, "--from"),
                    agent == null ? null : new AgentReference(agent, null),
                    UUID.randomUUID().toString()));
    Following following = new Following(context, Arguments.has(arguments, Arguments.JSON));
    if (Arguments.has(arguments, "--detach")) {
      return following.leave(started);
    }
    following.announce(session.agent(), started.session());
    return following.follow(started.session(), started.run(), prepared);
  }
}
