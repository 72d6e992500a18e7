package fermata.definition.expression;

import fermata.definition.ordered.OrderedMaps;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The names that an expression may use, with their types.
 *
 * <p>Closed: a name that is not here is a problem.
 */
public record TypeScope(SequencedMap<String, Type> names) {

  public TypeScope {
    names = OrderedMaps.copyOf(names);
  }

  /** {@return this scope with one more name; it hides one that is spelt the same} */
  public TypeScope with(String name, Type type) {
    var more = new LinkedHashMap<String, Type>(names);
    more.put(name, type);
    return new TypeScope(more);
  }
}
