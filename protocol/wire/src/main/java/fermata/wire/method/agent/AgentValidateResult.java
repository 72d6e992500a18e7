package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code agent/validate}. */
public record AgentValidateResult(
    @Doc("by place") List<ProblemReport> problems,
    @Doc("whether it can be run") boolean usable,
    @Doc("SHA-256 of the canonical definition, when usable") @Nullable String digest) {

  public AgentValidateResult {
    problems = List.copyOf(problems);
  }
}
