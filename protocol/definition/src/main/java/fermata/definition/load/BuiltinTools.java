package fermata.definition.load;

import fermata.definition.tool.Certainty;
import fermata.definition.tool.KnownTools;
import java.util.List;

/** The tools that every daemon has, declared in {@code builtin-tools.json} of this module. */
public final class BuiltinTools {

  private BuiltinTools() {}

  /** {@return the built-in tools, as if there were no others} */
  public static KnownTools knowledge() {
    return new KnownTools(Certainty.COMPLETE, List.of());
  }
}
