package fermata.definition.view;

import fermata.definition.index.Declaration;
import fermata.definition.index.SymbolKind;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Field;
import java.util.ArrayList;
import java.util.List;

/** Finds where a run can be started by one click. */
public final class RunPlaces {

  private RunPlaces() {}

  /**
   * {@return the name of the agent, and its entry points that are not the default one}
   *
   * <p>None where a run needs an input that has no default: a click could not give it.
   */
  public static List<RunPlace> of(ReadAgent agent) {
    AgentDefinition definition = agent.definition();
    var places = new ArrayList<RunPlace>();
    if (definition == null
        || definition.nodes().isEmpty()
        || definition.input().values().stream().anyMatch(RunPlaces::isNeeded)) {
      return places;
    }
    for (Declaration declaration : agent.index().declarations()) {
      String name = declaration.symbol().name();
      boolean isEntry = declaration.symbol().kind() == SymbolKind.ENTRY;
      if (declaration.symbol().kind() == SymbolKind.AGENT) {
        places.add(new RunPlace(declaration.name(), AgentDefinition.DEFAULT_ENTRY));
      } else if (isEntry && !name.equals(AgentDefinition.DEFAULT_ENTRY)) {
        places.add(new RunPlace(declaration.name(), name));
      }
    }
    return places;
  }

  private static boolean isNeeded(Field field) {
    return field.required() && field.defaultValue() == null;
  }
}
