package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.follow.Audience;
import fermata.cli.follow.Follower;
import fermata.cli.follow.Interview;
import fermata.cli.follow.JsonAudience;
import fermata.cli.follow.PersonAudience;
import fermata.cli.follow.RunEnding;
import fermata.cli.follow.RunReport;
import fermata.cli.question.PreparedAnswers;
import fermata.cli.question.Question;
import fermata.client.EventStream;
import fermata.wire.json.Json;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.StartOutcome;

/** Follows a run for a person or a program, and says how to come back. */
final class Following {

  private final Context context;
  private final Console console;
  private final boolean isJson;

  Following(Context context, boolean isJson) {
    this.context = context;
    this.console = context.console();
    this.isJson = isJson;
  }

  /** Says what is followed. */
  void announce(String agent, String session) {
    if (!isJson) {
      console.say(
          console.paint().bold(DisplayText.oneLine(agent))
              + console.paint().faint(" " + console.symbols().dot() + " session " + session));
    }
  }

  /** Says what came of a start, where that is not a run that has begun. */
  void tell(RunStartResult started) {
    if (!isJson && StartOutcome.STEERED.equals(started.outcome())) {
      console.say("told the run that is at work; following it");
    }
  }

  /**
   * Follows a run from its beginning until it ends or waits for something that nobody here can
   * give.
   */
  ExitCode follow(String session, String run, PreparedAnswers prepared)
      throws InterruptedException {
    Audience audience = isJson ? new JsonAudience(console) : new PersonAudience(console);
    Interview interview = isJson ? Interview.none(console) : Interview.at(console);
    context.interruption().set(() -> detached(session, interview));
    try (EventStream stream = context.client().events(session, new StartPosition.Start())) {
      RunEnding ending =
          new Follower(console, context.client(), run, audience, prepared, interview)
              .follow(stream);
      context.interruption().reset();
      report(ending, session, run);
      return ending.exitCode();
    }
  }

  private void report(RunEnding ending, String session, String run) {
    if (isJson) {
      console.printJson(summary(ending, session, run));
    } else {
      new RunReport(console).report(ending, References.shortened(session));
    }
  }

  private static ObjectNode summary(RunEnding ending, String session, String run) {
    ObjectNode summary = ids(session, run);
    summary.put("type", "end");
    summary.put("status", ending.status());
    summary.put("exitCode", ending.exitCode().number());
    if (ending instanceof RunEnding.Held held) {
      ArrayNode questions = summary.putArray("questions");
      held.open().forEach(question -> describe(question, questions.addObject()));
    }
    return summary;
  }

  private static void describe(Question question, ObjectNode description) {
    description.put("id", question.id());
    description.put("node", question.node());
    description.put("kind", question.kind().wireName());
    description.put("text", question.text());
    question.options().forEach(description.withArray("options")::add);
    question.fields().forEach(field -> description.withArray("fields").add(field.name()));
  }

  /** Leaves a run that has just been started. */
  ExitCode leave(RunStartResult started) {
    if (isJson) {
      ObjectNode result = ids(started.session(), started.run());
      result.put("cursor", started.asOf().cursor());
      StartOutcome outcome = started.outcome();
      if (outcome != null) {
        result.put("outcome", outcome.wireName());
      }
      console.printJson(result);
    } else {
      console.print(started.session());
      comeBack(References.shortened(started.session()));
    }
    return ExitCode.OK;
  }

  private static ObjectNode ids(String session, String run) {
    ObjectNode ids = Json.mapper().createObjectNode();
    ids.put("session", session);
    ids.put("run", run);
    return ids;
  }

  private ExitCode detached(String session, Interview interview) {
    console.status().end();
    console.say("");
    console.say(
        console
            .paint()
            .bold(
                interview.isAsking()
                    ? "detached; the run waits for an answer"
                    : "detached; the run goes on"));
    comeBack(References.shortened(session));
    return ExitCode.HELD;
  }

  private void comeBack(String session) {
    console.say("  to follow it:  fermata resume " + session);
    console.say("  to look on:    fermata events " + session + " --follow");
    console.say("  to end it:     fermata cancel " + session);
  }
}
