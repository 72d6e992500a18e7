package fermata.wire.method.history;

import fermata.wire.json.Doc;
import java.util.List;

/** A step under way. */
public record OpenStep(
    @Doc("its node") String node,
    @Doc("which attempt it is at") int attempt,
    @Doc("tool and model calls that are not done with, as id: what, phase") List<String> calls) {

  public OpenStep {
    calls = List.copyOf(calls);
  }
}
