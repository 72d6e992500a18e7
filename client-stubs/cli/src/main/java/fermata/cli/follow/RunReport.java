package fermata.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.question.Question;
import fermata.cli.question.QuestionText;
import fermata.cli.value.Shown;
import fermata.wire.event.Failure;
import fermata.wire.event.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a followed run: the result on standard output, status, usage and exit code on standard
 * error.
 */
public final class RunReport {

  private final Console console;

  public RunReport(Console console) {
    this.console = console;
  }

  /** Reports how a run ended, or why it is not followed any further. */
  public void report(RunEnding ending, String session) {
    console.status().clear();
    switch (ending) {
      case RunEnding.Completed(var fact) -> {
        printOutput(fact.output());
        last(
            console.paint().good(console.symbols().done() + " completed"),
            usage(fact.usage(), fact.durationMs()),
            ending);
      }
      case RunEnding.Failed(var fact) -> {
        Failure error = fact.error();
        String where =
            error.node() == null ? "" : " (node " + DisplayText.oneLine(error.node()) + ")";
        console.say(console.paint().bad("error:") + " " + RunView.reason(error) + where);
        last(
            console.paint().bad(console.symbols().failed() + " failed"),
            usage(fact.usage(), fact.durationMs()),
            ending);
      }
      case RunEnding.Cancelled(var fact) ->
          last(
              console.paint().warning(console.symbols().failed() + " cancelled"),
              usage(fact.usage(), fact.durationMs()),
              ending);
      case RunEnding.Held held -> reportHeld(held, session);
      case RunEnding.DaemonStopped _ -> {
        console.say("to start it and go on: fermata resume " + session);
        last(
            console
                .paint()
                .warning(
                    console.symbols().warning()
                        + " the daemon was stopped; the run waits for its next start"),
            "",
            ending);
      }
      case RunEnding.Interrupted _ -> {
        console.say("to go on: fermata resume " + session);
        last(console.paint().warning(console.symbols().warning() + " interrupted"), "", ending);
      }
    }
  }

  private void reportHeld(RunEnding.Held held, String session) {
    for (Question question : held.open()) {
      String reference = held.open().size() == 1 ? session : question.id();
      console.say("  to answer: " + QuestionText.howToAnswer(question, reference));
    }
    if (held.open().isEmpty()) {
      console.say("waits for " + String.join(", ", held.reasons()));
      console.say("to follow it: fermata events " + session + " --follow");
    } else {
      console.say("  or follow:  fermata resume " + session);
    }
    last(console.paint().warning(console.symbols().warning() + " held"), "", held);
  }

  private void last(String status, String usage, RunEnding ending) {
    List<String> parts = new ArrayList<>(List.of(status));
    if (!usage.isEmpty()) {
      parts.add(console.paint().faint(usage));
    }
    parts.add(console.paint().faint("exit code " + ending.exitCode().number()));
    console.say(String.join(console.paint().faint(" " + console.symbols().dot() + " "), parts));
  }

  private String usage(Usage usage, long durationMs) {
    List<String> parts = new ArrayList<>();
    parts.add(Amounts.duration(Duration.ofMillis(durationMs)));
    parts.add(Amounts.count(usage.steps(), "step"));
    if (usage.toolCalls() > 0) {
      parts.add(Amounts.count(usage.toolCalls(), "tool call"));
    }
    if (usage.inputTokens() + usage.outputTokens() > 0) {
      parts.add(
          Amounts.count(usage.inputTokens(), "token") + " in, " + usage.outputTokens() + " out");
    }
    parts.add(Amounts.dollars(usage.costUsd()));
    return String.join(" " + console.symbols().dot() + " ", parts);
  }

  /** A person gets fields to read, a program gets JSON. */
  private void printOutput(JsonNode output) {
    if (!console.showsResults()) {
      console.print(Shown.pretty(output));
    } else if (output.isObject()) {
      output.properties().forEach(field -> printField(field.getKey(), field.getValue()));
    } else {
      console.print(Shown.plain(output));
    }
  }

  private void printField(String name, JsonNode value) {
    List<String> lines = Shown.member(name, value);
    String label = DisplayText.oneLine(name) + ":";
    console.print(console.outPaint().bold(label) + lines.getFirst().substring(label.length()));
    lines.stream().skip(1).forEach(console::print);
  }
}
