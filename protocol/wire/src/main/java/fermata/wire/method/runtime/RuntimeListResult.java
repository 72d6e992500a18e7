package fermata.wire.method.runtime;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code runtime/list}, the preferred first. */
public record RuntimeListResult(@Doc("all runtimes") List<RuntimeView> runtimes) {

  public RuntimeListResult {
    runtimes = List.copyOf(runtimes);
  }
}
