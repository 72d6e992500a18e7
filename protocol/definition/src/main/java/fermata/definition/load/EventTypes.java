package fermata.definition.load;

import fermata.definition.expression.Type;
import fermata.definition.expression.Types;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Entry;
import fermata.definition.model.Trigger;
import java.util.Map;
import java.util.TreeMap;

/** What {@code event} is, by the trigger that brings it. */
final class EventTypes {

  private static final Type SCHEDULED =
      structure(
          Map.of(
              "kind", Types.TEXT,
              "due_at", Types.TEXT,
              "fired_at", Types.TEXT,
              "missed", Types.INT));

  private static final Type CHANGED =
      structure(
          Map.of(
              "kind", Types.TEXT,
              "fired_at", Types.TEXT,
              "paths", new Type.ListOf(Types.TEXT),
              "created", new Type.ListOf(Types.TEXT),
              "modified", new Type.ListOf(Types.TEXT),
              "deleted", new Type.ListOf(Types.TEXT)));

  private EventTypes() {}

  /** {@return the type of the event of the entry that a place is in} */
  static Type of(String pointer, AgentDefinition definition) {
    String[] steps = pointer.split("\\.", 3);
    Entry entry = steps.length < 2 ? null : definition.entries().get(steps[1]);
    Trigger trigger = entry == null ? null : entry.trigger();
    return switch (trigger) {
      case Trigger.Cron _, Trigger.Every _ -> SCHEDULED;
      case Trigger.Files _ -> CHANGED;
      case Trigger.Webhook _, Trigger.Published _ -> Types.DYN;
      case null -> Types.DYN;
    };
  }

  private static Type structure(Map<String, Type> fields) {
    return new Type.Structure(new TreeMap<>(fields), false);
  }
}
