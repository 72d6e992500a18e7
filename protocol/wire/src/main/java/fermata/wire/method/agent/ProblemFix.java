package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;

/** Edits that make a problem go away. */
public record ProblemFix(
    @Doc("for people") @Untrusted String title,
    @Doc("edits that do not overlap") List<ProblemEdit> edits) {

  public ProblemFix {
    edits = List.copyOf(edits);
  }
}
