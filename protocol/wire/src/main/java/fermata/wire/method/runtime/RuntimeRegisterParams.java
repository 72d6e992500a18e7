package fermata.wire.method.runtime;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code runtime/register}. */
public record RuntimeRegisterParams(
    @Doc("name that definitions use") String name,
    @Doc("what it can do: code, sql, display, state") List<String> capabilities,
    @Doc("the highest available one of a name is used; the built-in ones have 100") int priority,
    @Doc(
            "how long it lasts without a request of the program, 1000 to 600000 milliseconds; 30000 where absent")
        @Nullable Long leaseMs) {

  public RuntimeRegisterParams {
    capabilities = List.copyOf(capabilities);
  }
}
