package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.wire.event.RunGrant;
import fermata.wire.event.ToolTraits;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunPlan;
import fermata.wire.method.run.StartOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run would be, for a person. */
final class PlanReport {

  private final Console console;

  PlanReport(Console console) {
    this.console = console;
  }

  void report(RunPlan plan) {
    line("agent", plan.agent() + " from " + plan.entry());
    line("input", Json.toText(plan.input()));
    line("works in", plan.workspace());
    line("models", plan.models().isEmpty() ? "none" : String.join(", ", plan.models()));
    line("tools", plan.tools().isEmpty() ? "none" : tools(plan));
    RunGrant budget = plan.budget();
    if (budget != null) {
      line("at most", amounts(budget));
    }
    line("now", outcome(plan.outcome(), plan.busy()));
  }

  private void line(String name, String text) {
    String head = name + " ".repeat(Math.max(1, 10 - name.length()));
    console.print(console.outPaint().faint(head) + DisplayText.oneLine(text));
  }

  private static String tools(RunPlan plan) {
    var words = new ArrayList<String>();
    plan.tools().forEach((name, traits) -> words.add(name + trait(traits)));
    return String.join(", ", words);
  }

  private static String trait(ToolTraits traits) {
    return traits.destructive() ? " (destructive)" : traits.readOnly() ? "" : " (writes)";
  }

  private static String amounts(RunGrant budget) {
    List<String> words = new ArrayList<>();
    BigDecimal usd = budget.costUsd();
    if (usd != null) {
      words.add(Amounts.dollars(usd));
    }
    add(words, budget.tokens(), "token");
    Long millis = budget.durationMs();
    if (millis != null) {
      words.add(Amounts.duration(Duration.ofMillis(millis)));
    }
    add(words, budget.steps(), "step");
    add(words, budget.toolCalls(), "tool call");
    return String.join(", ", words);
  }

  private static void add(List<String> words, @Nullable Number count, String noun) {
    if (count != null) {
      words.add(Amounts.count(count.longValue(), noun));
    }
  }

  private static String outcome(@Nullable StartOutcome outcome, @Nullable String busy) {
    String run = busy == null ? "" : "run " + busy;
    if (outcome == null) {
      return "would be refused: the session has " + run + " (see --if-busy)";
    }
    if (outcome.equals(StartOutcome.STEERED)) {
      return "would tell " + run;
    }
    if (outcome.equals(StartOutcome.QUEUED)) {
      return busy == null ? "would wait for its time" : "would wait for the end of " + run;
    }
    return busy == null ? "would start" : "would start in place of " + run;
  }
}
