package fermata.daemon.run;

import fermata.daemon.source.SourcedAgent;
import fermata.engine.run.RunInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a run comes to.
 *
 * @param inputs take effect together; none where there is nothing to do
 * @param accepted the definition to go on with; that of before where absent
 * @param allowed calls of tools that are allowed for longer from now on; stored with the inputs
 */
public record RunDecision(
    List<RunInput> inputs, @Nullable SourcedAgent accepted, List<Allowances.Given> allowed) {

  /** Nothing is to be done. */
  public static final RunDecision NOTHING = new RunDecision(List.of(), null, List.of());

  public RunDecision {
    inputs = List.copyOf(inputs);
    allowed = List.copyOf(allowed);
  }

  /** {@return inputs for the run as it is} */
  public static RunDecision of(List<RunInput> inputs) {
    return new RunDecision(inputs, null, List.of());
  }
}
