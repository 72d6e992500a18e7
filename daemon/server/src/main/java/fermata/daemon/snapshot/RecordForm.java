package fermata.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record as an array of its components, in their order; an absent one is {@code null}. */
final class RecordForm implements Form {

  private record Component(String name, Method accessor, Form form) {}

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<Component> components = new ArrayList<>();

  private RecordForm(Class<?> type, Constructor<?> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  /**
   * {@return the form of a record}
   *
   * @param forms finds those of its components
   */
  static RecordForm of(Class<?> type, Function<RecordComponent, Form> forms) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      var form = new RecordForm(type, constructor);
      for (RecordComponent part : parts) {
        part.getAccessor().setAccessible(true);
        form.components.add(new Component(part.getName(), part.getAccessor(), forms.apply(part)));
      }
      return form;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(type.getName() + " is no record", impossible);
    }
  }

  String name() {
    return type.getSimpleName();
  }

  @Override
  public void write(Object value, JsonGenerator out) throws IOException {
    out.writeStartArray();
    writeParts(value, out);
    out.writeEndArray();
  }

  void writeParts(Object value, JsonGenerator out) throws IOException {
    for (Component component : components) {
      Object part = read(component.accessor(), value);
      if (part == null) {
        out.writeNull();
      } else {
        component.form().write(part, out);
      }
    }
  }

  private static @Nullable Object read(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(accessor + " cannot be read", impossible);
    }
  }

  @Override
  public Object read(JsonNode json) {
    return readFrom(json, 0);
  }

  /**
   * {@return the record}
   *
   * @param first the index of its first component
   */
  Object readFrom(JsonNode json, int first) {
    Scalars.require(json.isArray() && json.size() == first + components.size(), json);
    @Nullable Object[] parts = new @Nullable Object[components.size()];
    for (int i = 0; i < parts.length; i++) {
      JsonNode part = json.get(first + i);
      parts[i] = part.isNull() ? null : components.get(i).form().read(part);
    }
    return create(parts);
  }

  private Object create(@Nullable Object[] parts) {
    try {
      return constructor.newInstance(parts);
    } catch (InvocationTargetException refused) {
      throw new IllegalArgumentException(type.getName() + " refuses its parts", refused.getCause());
    } catch (InstantiationException | IllegalAccessException impossible) {
      throw new IllegalStateException(type.getName() + " cannot be made", impossible);
    }
  }

  @Override
  public String description() {
    return type.getSimpleName();
  }

  /** {@return what its components are} */
  String details() {
    return components.stream()
        .map(part -> part.name() + ":" + part.form().description())
        .collect(Collectors.joining(",", type.getName() + "(", ")"));
  }
}
