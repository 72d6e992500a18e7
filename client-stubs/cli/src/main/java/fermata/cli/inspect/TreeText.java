package fermata.cli.inspect;

import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.cli.value.Shown;
import fermata.wire.event.Failure;
import fermata.wire.event.StepStatus;
import fermata.wire.event.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A {@link RunTree} as lines: a step, and below it what it did. */
public final class TreeText {

  private static final int NAME_COLUMNS_MAX = 24;
  private static final int VALUE_COLUMNS = 60;
  private static final int MARK_COLUMNS = 2;
  private static final String DETAIL_MARGIN = "       ";

  private final Console console;
  private final Paint paint;

  public TreeText(Console console) {
    this.console = console;
    this.paint = console.outPaint();
  }

  /** Prints the steps of a run. */
  public void print(RunTree tree) {
    print(tree, "");
  }

  private void print(RunTree tree, String around) {
    int width =
        tree.steps().values().stream()
            .mapToInt(step -> Math.min(NAME_COLUMNS_MAX, step.started.node().length()))
            .max()
            .orElse(0);
    for (RunTree.StepEntry step : tree.steps().values()) {
      print(step, width, around);
    }
  }

  private void print(RunTree.StepEntry step, int width, String around) {
    String indent = around + "  ".repeat(step.started.fanOut().size());
    String name = DisplayText.oneLine(step.started.node());
    String line =
        "%-4s %s%s  %s"
            .formatted(
                step.started.step(),
                name,
                " ".repeat(Math.max(0, width - name.length())),
                String.join(", ", facts(step)));
    console.print(indent + mark(step) + " " + cut(line, indent.length() + MARK_COLUMNS));
    for (RunTree.Entry entry : step.entries) {
      detail(indent, text(entry), entry.error == null ? UnaryOperator.identity() : paint::bad);
      if (entry.tree != null) {
        print(entry.tree, indent + DETAIL_MARGIN + "  ");
      }
    }
    var finished = step.finished;
    if (finished != null && finished.error() != null) {
      detail(indent, reason(finished.error()), paint::bad);
    } else if (finished != null && finished.outputs() != null && !finished.outputs().isEmpty()) {
      detail(indent, "= " + Shown.brief(finished.outputs(), console.columns()), paint::faint);
    }
  }

  private void detail(String indent, String text, UnaryOperator<String> painted) {
    String margin = indent + DETAIL_MARGIN;
    console.print(margin + painted.apply(cut(text, margin.length())));
  }

  private String cut(String text, int taken) {
    return console.showsResults()
        ? DisplayText.cut(text, console.columns() - taken, console.symbols().ellipsis())
        : text;
  }

  private String mark(RunTree.StepEntry step) {
    var finished = step.finished;
    if (finished == null) {
      return paint.accent(console.symbols().begun());
    }
    StepStatus status = finished.status();
    if (status.equals(StepStatus.SUCCESS)) {
      return paint.good(console.symbols().done());
    }
    return status.equals(StepStatus.SKIPPED)
        ? paint.faint("-")
        : paint.bad(console.symbols().failed());
  }

  private List<String> facts(RunTree.StepEntry step) {
    var facts = new ArrayList<String>();
    facts.add(step.started.kind());
    if (step.started.visit() > 1) {
      facts.add("visit " + step.started.visit());
    }
    if (step.attempt > 1) {
      facts.add("attempt " + step.attempt);
    }
    var finished = step.finished;
    if (finished != null && !finished.status().equals(StepStatus.SUCCESS)) {
      facts.add(finished.status().wireName());
    }
    String time = Amounts.duration(step.time(console.now()));
    facts.add(step.endedAt == null ? "since " + time : time);
    facts.add("event " + step.seq);
    if (!step.edges.isEmpty()) {
      facts.add("to " + String.join(" and ", step.edges));
    }
    return facts;
  }

  private String time(Instant from, @Nullable Instant until) {
    return until == null
        ? "since " + Amounts.duration(Duration.between(from, console.now()))
        : Amounts.duration(Duration.between(from, until));
  }

  private String text(RunTree.Entry entry) {
    var text = new StringBuilder(DisplayText.oneLine(entry.what));
    if (entry.argument != null && !entry.argument.isEmpty()) {
      text.append(' ').append(Shown.brief(entry.argument, VALUE_COLUMNS));
    }
    if (entry.result != null) {
      text.append(" = ").append(Shown.brief(entry.result, VALUE_COLUMNS));
    }
    var facts = new ArrayList<String>();
    if (!entry.outcome.isEmpty()) {
      facts.add(DisplayText.oneLine(entry.outcome));
    }
    if (entry.attempt > 1) {
      facts.add("attempt " + entry.attempt);
    }
    facts.add(time(entry.at, entry.endedAt));
    if (entry.tokens != null) {
      facts.add(tokens(entry.tokens));
    }
    text.append("  ").append(String.join(", ", facts));
    if (entry.error != null) {
      text.append("  ").append(reason(entry.error));
    }
    return text.toString();
  }

  private static String tokens(TokenUsage tokens) {
    String cost = tokens.costUsd() == null ? "" : ", " + Amounts.dollars(tokens.costUsd());
    return tokens.inputTokens() + " in, " + tokens.outputTokens() + " out" + cost;
  }

  private static String reason(Failure failure) {
    return DisplayText.oneLine(failure.kind() + ": " + failure.message());
  }
}
