package fermata.cli.check;

import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.wire.method.agent.ProblemEdit;
import fermata.wire.method.agent.ProblemFix;
import fermata.wire.method.agent.ProblemRelated;
import fermata.wire.method.agent.ProblemReport;
import fermata.wire.method.agent.ProblemSeverity;
import java.util.List;

/** Problems in their wire form, the same that {@code agent/validate} gives. */
public final class ProblemReports {

  private final LineIndex lines;

  /** The reports of problems of a text. */
  public ProblemReports(SourceText source) {
    this.lines = LineIndex.of(source.text());
  }

  /** {@return the problems as they go over the wire} */
  public List<ProblemReport> of(List<Problem> problems) {
    return problems.stream().map(this::report).toList();
  }

  private ProblemReport report(Problem problem) {
    LineIndex.Place start = start(problem.span());
    LineIndex.Place end = end(problem.span());
    return new ProblemReport(
        problem.code().code(),
        problem.code().name(),
        new ProblemSeverity(problem.severity().label()),
        start.line(),
        start.column(),
        end.line(),
        end.column(),
        problem.message(),
        problem.related().stream().map(this::related).toList(),
        problem.fixes().stream().map(this::fix).toList());
  }

  private ProblemRelated related(Problem.Related related) {
    LineIndex.Place start = start(related.span());
    LineIndex.Place end = end(related.span());
    return new ProblemRelated(
        start.line(), start.column(), end.line(), end.column(), related.message());
  }

  private ProblemFix fix(Problem.Fix fix) {
    List<ProblemEdit> edits =
        fix.edits().stream()
            .map(
                edit -> {
                  LineIndex.Place start = start(edit.span());
                  LineIndex.Place end = end(edit.span());
                  return new ProblemEdit(
                      start.line(), start.column(), end.line(), end.column(), edit.newText());
                })
            .toList();
    return new ProblemFix(fix.title(), edits);
  }

  private LineIndex.Place start(Span span) {
    return lines.place(span.start());
  }

  private LineIndex.Place end(Span span) {
    return lines.place(span.end());
  }
}
