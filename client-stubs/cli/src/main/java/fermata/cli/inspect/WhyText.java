package fermata.cli.inspect;

import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.cli.value.Shown;
import fermata.wire.method.debug.RunExplainResult;
import fermata.wire.method.debug.RunExplainResult.ExplainedCondition;
import fermata.wire.method.debug.RunExplainResult.ExplainedEdge;
import fermata.wire.method.debug.RunExplainResult.ExplainedMessage;
import fermata.wire.method.debug.RunExplainResult.ExplainedRequest;
import fermata.wire.method.debug.RunExplainResult.ExplainedTool;
import fermata.wire.method.debug.RunExplainResult.NamedValue;

/** Why a step did what it did, as lines: its requests word for word, and its edges. */
public final class WhyText {

  private static final int VALUE_MAX = 2_000;

  private final Console console;
  private final Paint paint;

  public WhyText(Console console) {
    this.console = console;
    this.paint = console.outPaint();
  }

  /** Prints the explanation of a step. */
  public void print(RunExplainResult explained) {
    String end = explained.status() == null ? "under way" : explained.status();
    console.print(
        "%s %s  %s, %s, events %d to %s"
            .formatted(
                explained.step(),
                DisplayText.oneLine(explained.node()),
                explained.kind(),
                end,
                explained.startedSeq(),
                explained.finishedSeq() == null ? "now" : explained.finishedSeq()));
    if (explained.inputs() != null) {
      console.print("given " + Shown.brief(explained.inputs(), VALUE_MAX));
    }
    if (explained.outputs() != null) {
      console.print("gave " + Shown.brief(explained.outputs(), VALUE_MAX));
    }
    if (explained.guard() != null) {
      console.print("when");
      print(explained.guard(), "  ");
    }
    explained.requests().forEach(this::print);
    explained.edges().forEach(this::print);
  }

  private void print(ExplainedRequest request) {
    console.print("");
    console.print(
        paint.faint(
            "request %s to %s, attempt %d, event %d%s%s%s"
                .formatted(
                    request.call(),
                    DisplayText.oneLine(request.model()),
                    request.attempt(),
                    request.seq(),
                    request.temperature() == null ? "" : ", temperature " + request.temperature(),
                    request.reasoning() == null ? "" : ", reasoning " + request.reasoning(),
                    request.outputTokensMax() == null
                        ? ""
                        : ", at most " + request.outputTokensMax() + " tokens")));
    request.messages().forEach(this::print);
    if (!request.tools().isEmpty()) {
      console.print(
          paint.faint("tools")
              + " "
              + String.join(", ", request.tools().stream().map(ExplainedTool::name).toList()));
    }
    if (request.outputs() != null) {
      console.print(paint.faint("outputs") + " " + Shown.brief(request.outputs(), VALUE_MAX));
    }
  }

  private void print(ExplainedMessage message) {
    String of = message.request() == null ? "" : " " + message.request();
    console.print("  " + paint.accent(message.role() + of));
    if (message.text() != null) {
      message.text().lines().forEach(line -> console.print("    " + DisplayText.oneLine(line)));
    }
    if (message.toolCalls() != null) {
      console.print("    calls " + Shown.brief(message.toolCalls(), VALUE_MAX));
    }
  }

  private void print(ExplainedEdge edge) {
    console.print("");
    String mark = edge.taken() ? paint.good(console.symbols().done()) : paint.faint("-");
    console.print(
        "%s to %s  %s, %s"
            .formatted(
                mark,
                DisplayText.oneLine(edge.to()),
                edge.edge(),
                DisplayText.oneLine(edge.why())));
    if (edge.condition() != null) {
      print(edge.condition(), "    ");
    }
  }

  private void print(ExplainedCondition condition, String margin) {
    console.print(margin + DisplayText.oneLine(condition.source()));
    for (NamedValue part : condition.parts()) {
      console.print(
          margin
              + "  "
              + DisplayText.oneLine(part.name())
              + " = "
              + (part.value() == null ? "(none)" : Shown.brief(part.value(), VALUE_MAX)));
    }
    if (condition.error() != null) {
      console.print(margin + "  " + paint.bad(DisplayText.oneLine(condition.error())));
    }
  }
}
