package fermata.daemon.rpc;

import fermata.definition.text.LineIndex;
import fermata.definition.text.LineIndex.Place;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.wire.method.agent.ProblemEdit;
import fermata.wire.method.agent.ProblemFix;
import fermata.wire.method.agent.ProblemRelated;
import fermata.wire.method.agent.ProblemReport;
import fermata.wire.method.agent.ProblemSeverity;
import java.util.List;

/** Problems of a definition as they travel: with lines and columns, from 0, in UTF-16 units. */
final class ProblemMapping {

  private final LineIndex lines;

  ProblemMapping(String text) {
    this.lines = LineIndex.of(text);
  }

  List<ProblemReport> toWire(List<Problem> problems) {
    return problems.stream().map(this::toWire).toList();
  }

  private ProblemReport toWire(Problem problem) {
    Place start = lines.place(problem.span().start());
    Place end = lines.place(problem.span().end());
    return new ProblemReport(
        problem.code().code(),
        problem.code().name(),
        toWire(problem.severity()),
        start.line(),
        start.column(),
        end.line(),
        end.column(),
        problem.message(),
        problem.related().stream().map(this::toWire).toList(),
        problem.fixes().stream().map(this::toWire).toList());
  }

  private static ProblemSeverity toWire(Severity severity) {
    return switch (severity) {
      case ERROR -> ProblemSeverity.ERROR;
      case WARNING -> ProblemSeverity.WARNING;
      case INFORMATION -> ProblemSeverity.INFORMATION;
      case HINT -> ProblemSeverity.HINT;
    };
  }

  private ProblemRelated toWire(Problem.Related related) {
    Span span = related.span();
    Place start = lines.place(span.start());
    Place end = lines.place(span.end());
    return new ProblemRelated(
        start.line(), start.column(), end.line(), end.column(), related.message());
  }

  private ProblemFix toWire(Problem.Fix fix) {
    return new ProblemFix(fix.title(), fix.edits().stream().map(this::toWire).toList());
  }

  private ProblemEdit toWire(TextEdit edit) {
    Place start = lines.place(edit.span().start());
    Place end = lines.place(edit.span().end());
    return new ProblemEdit(start.line(), start.column(), end.line(), end.column(), edit.newText());
  }
}
