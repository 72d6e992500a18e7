package fermata.wire.method.runtime;

import fermata.wire.json.Doc;
import java.util.List;

/** A runtime of code nodes. */
public record RuntimeView(
    @Doc("name that definitions use") String name,
    @Doc("what it can do: code, sql, display, state") List<String> capabilities,
    @Doc("the highest available one of a name is used") int priority,
    @Doc("whether it can be used now") boolean available,
    @Doc("whether it is a program that has registered") boolean external) {

  public RuntimeView {
    capabilities = List.copyOf(capabilities);
  }
}
