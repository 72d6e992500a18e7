package fermata.wire.schema;

import fermata.wire.event.EventEnvelope;
import fermata.wire.event.EventType;
import fermata.wire.event.EventTypes;
import fermata.wire.json.Shape;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.RpcNotificationType;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The types of the protocol that have a name, by that name. Immutable.
 *
 * <p>A record is called what it is called in Java, the data of an event after its type ({@code
 * run.started} is {@code RunStarted}), and a case of a union after both ({@code
 * StartPositionCursor}).
 */
final class WireTypes {

  private static final WireTypes ALL = collect();

  private final SortedMap<String, Shape> shapes = new TreeMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();
  private final Map<Class<?>, String> meanings = new HashMap<>();

  private WireTypes() {}

  /** {@return the types of the whole protocol} */
  static WireTypes all() {
    return ALL;
  }

  private static WireTypes collect() {
    var types = new WireTypes();
    EventTypes.ALL.forEach(types::addEvent);
    for (RpcMethod<?, ?> method : Methods.ALL) {
      types.describe(method.params(), "Params of `" + method.name() + "`");
      types.describe(method.result(), "Result of `" + method.name() + "`");
    }
    for (RpcNotificationType<?> type : Methods.notifications()) {
      types.describe(type.params(), "Params of `" + type.name() + "`");
    }
    types.addType(EventEnvelope.class);
    return types;
  }

  private void addEvent(EventType type) {
    names.put(type.data(), nameOf(type));
    meanings.put(type.data(), type.meaning());
    addType(type.data());
  }

  // A record of two methods, such as one without members, is described by neither.
  private void describe(Class<?> type, String meaning) {
    String other = meanings.putIfAbsent(type, meaning);
    if (other != null && !other.equals(meaning)) {
      meanings.put(type, "");
    }
    addType(type);
  }

  /** {@return the name of the data of an event} */
  static String nameOf(EventType type) {
    var name = new StringBuilder();
    for (String part : type.name().split("[._-]", -1)) {
      name.append(capitalised(part));
    }
    return name.toString();
  }

  /** {@return the name of one case of a union} */
  static String nameOfCase(Shape.OneOf union, String word) {
    return union.type().getSimpleName() + capitalised(word);
  }

  private static String capitalised(String word) {
    return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private void addType(Class<?> type) {
    names.putIfAbsent(type, type.getSimpleName());
    add(type, Shape.of(type));
  }

  private void add(Class<?> type, Shape shape) {
    String name = names.computeIfAbsent(type, Class::getSimpleName);
    Shape other = shapes.putIfAbsent(name, shape);
    if (other == null) {
      addParts(shape);
    } else if (!classOf(other).equals(type)) {
      throw new IllegalStateException(
          "two types of one name: " + type.getName() + " and " + classOf(other).getName());
    }
  }

  private void addParts(Shape shape) {
    switch (shape) {
      case Shape.Structure(_, _, var members) -> members.forEach(each -> addParts(each.shape()));
      case Shape.OneOf union ->
          union.cases().values().forEach(each -> each.members().forEach(m -> addParts(m.shape())));
      case Shape.ListOf(var element) -> addParts(element);
      case Shape.MapOf(var value) -> addParts(value);
      case Shape.Named(var type) -> addType(type);
      case Shape.Choice _, Shape.OpenChoice _ -> add(classOf(shape), shape);
      case Shape.Text _, Shape.Time _, Shape.Flag _, Shape.Whole _, Shape.Real _, Shape.Any _ -> {}
    }
  }

  private static Class<?> classOf(Shape shape) {
    return switch (shape) {
      case Shape.Structure structure -> structure.type();
      case Shape.OneOf union -> union.type();
      case Shape.Named named -> named.type();
      case Shape.Choice choice -> choice.words().firstEntry().getValue().getDeclaringClass();
      case Shape.OpenChoice open -> open.constructor().getDeclaringClass();
      case Shape.Text _,
          Shape.Time _,
          Shape.Flag _,
          Shape.Whole _,
          Shape.Real _,
          Shape.Any _,
          Shape.ListOf _,
          Shape.MapOf _ ->
          throw new IllegalArgumentException("no name for " + shape);
    };
  }

  /** {@return every named type, by name} */
  SortedMap<String, Shape> shapes() {
    return Collections.unmodifiableSortedMap(shapes);
  }

  /** {@return the name of a type of the protocol} */
  String nameOf(Class<?> type) {
    String name = names.get(type);
    if (name == null) {
      throw new IllegalArgumentException(type.getName() + " is no type of the protocol");
    }
    return name;
  }

  /** {@return the name of a shape that has one} */
  String nameOf(Shape shape) {
    return nameOf(classOf(shape));
  }

  /** {@return what a type is for, in a phrase; empty where its name has to do} */
  String meaningOf(Shape shape) {
    return meanings.getOrDefault(classOf(shape), "");
  }
}
