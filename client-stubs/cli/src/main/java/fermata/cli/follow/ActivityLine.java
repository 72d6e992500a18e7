package fermata.cli.follow;

import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.wire.event.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status line of a run: what is under way, since when, at what cost.
 *
 * <p>Confined to one thread: that of the view.
 */
final class ActivityLine {

  private final Console console;
  private String note = "";
  private @Nullable Usage usage;
  private int frame;

  ActivityLine(Console console) {
    this.console = console;
  }

  /** Notes the newest sign of life. */
  void note(String text) {
    note = text;
  }

  /** Notes what the run has used. */
  void use(Usage used) {
    usage = used;
  }

  /** Shows the line that is being written, or else the steps under way. */
  void show(Collection<StepView> steps, String growing) {
    if (!console.status().isVisible()) {
      return;
    }
    if (!growing.isEmpty()) {
      console.status().show(growing);
    } else if (steps.isEmpty()) {
      console.status().clear();
    } else {
      console.status().show(line(steps));
    }
  }

  private String line(Collection<StepView> steps) {
    List<String> spinner = console.symbols().spinner();
    frame++;
    String nodes = String.join(", ", steps.stream().map(StepView::node).distinct().toList());
    Instant since = steps.stream().map(StepView::startedAt).min(Instant::compareTo).orElseThrow();
    String dot = " " + console.symbols().dot() + " ";
    String text =
        DisplayText.oneLine(nodes)
            + dot
            + Amounts.duration(Duration.between(since, console.now()))
            + tools(steps, dot)
            + (note.isEmpty() ? "" : dot + note)
            + cost(dot);
    String cut = DisplayText.cut(text, console.columns() - 3, console.symbols().ellipsis());
    return console.paint().accent(spinner.get(frame % spinner.size()))
        + " "
        + console.paint().faint(cut);
  }

  private static String tools(Collection<StepView> steps, String dot) {
    return steps.stream()
        .flatMap(step -> step.calls().sequencedValues().stream())
        .map(call -> DisplayText.oneLine(call.tool()))
        .findFirst()
        .map(tool -> dot + tool)
        .orElse("");
  }

  private String cost(String dot) {
    return usage == null || usage.costUsd().signum() == 0
        ? ""
        : dot + Amounts.dollars(usage.costUsd());
  }
}
