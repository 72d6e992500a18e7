package fermata.wire.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** The few reflective calls that the shapes need, without checked exceptions. */
final class Reflection {

  private Reflection() {}

  static Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getName() + " has no canonical constructor", e);
    }
  }

  static Object read(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is not public", e);
    }
  }

  /**
   * {@return a new record}
   *
   * @throws IllegalArgumentException from the record itself, when it refuses the values
   */
  static Object create(Constructor<?> constructor, @Nullable Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(constructor + " failed", e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }
}
