package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;

/** A finding in a definition. */
public record ProblemReport(
    @Doc("such as F2101") String code,
    @Doc("such as graph/unreachable-node") String name,
    @Doc("how bad") ProblemSeverity severity,
    @Doc("first line, from 0") int line,
    @Doc("UTF-16 units into it") int character,
    @Doc("last line") int endLine,
    @Doc("exclusive") int endCharacter,
    @Doc("what, which value, what was expected") @Untrusted String message,
    @Doc("other places that explain it") List<ProblemRelated> related,
    @Doc("best first") List<ProblemFix> fixes) {

  public ProblemReport {
    related = List.copyOf(related);
    fixes = List.copyOf(fixes);
  }
}
