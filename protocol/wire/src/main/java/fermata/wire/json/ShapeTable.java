package fermata.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Derives shapes from types, once for each type. Thread-safe. */
final class ShapeTable {

  // ClassValue rather than a map: no locking on the hot path, and nothing is kept of a class that
  // is unloaded.
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return derive(type);
        }
      };

  private ShapeTable() {}

  static Shape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static Shape derive(Class<?> type) {
    if (type.isAnnotationPresent(Union.class)) {
      return union(type);
    }
    if (type.isRecord()) {
      return structure(type);
    }
    throw new IllegalArgumentException(
        type.getName() + " is neither a record nor a union of records");
  }

  private static Shape.Structure structure(Class<?> type) {
    List<Shape.Member> members =
        Arrays.stream(type.getRecordComponents()).map(ShapeTable::member).toList();
    return new Shape.Structure(type, canonicalConstructor(type), members);
  }

  private static Shape.OneOf union(Class<?> type) {
    SequencedMap<String, Shape.Structure> cases = new LinkedHashMap<>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      Case word = each.getAnnotation(Case.class);
      if (word == null) {
        throw new IllegalArgumentException(each.getName() + " has no word in its union");
      }
      cases.put(word.value(), structure(each));
    }
    return new Shape.OneOf(type, type.getAnnotation(Union.class).tag(), Ordered.copyOf(cases));
  }

  private static Shape.Member member(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    Doc doc = component.getAnnotation(Doc.class);
    return new Shape.Member(
        component.getName(),
        value(type),
        type.isAnnotationPresent(Nullable.class),
        doc == null ? "" : doc.value(),
        component.isAnnotationPresent(Untrusted.class),
        new Accessor(component.getAccessor()));
  }

  private static Shape value(AnnotatedType annotated) {
    Type type = annotated.getType();
    if (type instanceof Class<?> plain) {
      return simple(plain);
    }
    if (type instanceof ParameterizedType generic
        && annotated instanceof AnnotatedParameterizedType arguments) {
      AnnotatedType[] parts = arguments.getAnnotatedActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new Shape.ListOf(value(parts[0]));
      }
      if (generic.getRawType() == SequencedMap.class && parts[0].getType() == String.class) {
        return new Shape.MapOf(value(parts[1]));
      }
    }
    throw new IllegalArgumentException("no JSON form for " + type.getTypeName());
  }

  private static Shape simple(Class<?> type) {
    if (type == String.class) {
      return new Shape.Text();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Shape.Flag();
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return new Shape.Whole(type == int.class || type == Integer.class);
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return new Shape.Real(type == BigDecimal.class);
    }
    if (type == Instant.class) {
      return new Shape.Time();
    }
    if (type == JsonNode.class || type == ObjectNode.class) {
      return new Shape.Any(type == ObjectNode.class);
    }
    return compound(type);
  }

  private static Shape compound(Class<?> type) {
    if (type.isEnum()) {
      return new Shape.Choice(words(type));
    }
    if (OpenValue.class.isAssignableFrom(type)) {
      return new Shape.OpenChoice(canonicalConstructor(type), knownWords(type));
    }
    return new Shape.Named(type);
  }

  private static SequencedMap<String, Enum<?>> words(Class<?> type) {
    SequencedMap<String, Enum<?>> words = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      Enum<?> each = (Enum<?>) constant;
      words.put(wordOf(each), each);
    }
    return Ordered.copyOf(words);
  }

  /** {@return the name of a constant in lower camel case} */
  static String wordOf(Enum<?> constant) {
    String name = constant.name();
    var word = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean startsPart = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        word.append(startsPart ? name.charAt(i) : Character.toLowerCase(name.charAt(i)));
      }
    }
    return word.toString();
  }

  private static List<String> knownWords(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
        .map(field -> ((OpenValue) Reflection.read(field)).wireName())
        .toList();
  }

  private static Constructor<?> canonicalConstructor(Class<?> type) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return Reflection.constructor(type, parameters);
  }
}
