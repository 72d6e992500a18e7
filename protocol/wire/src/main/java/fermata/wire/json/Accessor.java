package fermata.wire.json;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one component of records.
 *
 * <p>By reflection at first, which needs no class; one that is read again and again gets a class of
 * its own, since reflective reads were a tenth of what a step of a run costs. Thread-safe.
 */
final class Accessor {

  /** To make a class costs as much as some thousands of reads. */
  private static final int READS_BEFORE = 2_000;

  private final Method method;
  private int reads;
  private volatile @Nullable Function<Object, @Nullable Object> direct;

  Accessor(Method method) {
    this.method = method;
    method.setAccessible(true);
  }

  @Nullable Object of(Object record) {
    Function<Object, @Nullable Object> known = direct;
    return known == null ? reflected(record) : known.apply(record);
  }

  // Reads that two threads count once do not matter.
  private @Nullable Object reflected(Object record) {
    if (++reads == READS_BEFORE) {
      direct = direct();
    }
    try {
      return method.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(method + " cannot be read", e);
    }
  }

  @SuppressWarnings("unchecked")
  private @Nullable Function<Object, @Nullable Object> direct() {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
      MethodHandle handle = lookup.unreflect(method);
      Object made =
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  handle,
                  handle.type().wrap())
              .getTarget()
              .invoke();
      return (Function<Object, @Nullable Object>) made;
    } catch (VirtualMachineError broken) {
      throw broken;
    } catch (Throwable unsupported) {
      // Slower, and no less right.
      return null;
    }
  }

  @Override
  public String toString() {
    return method.toString();
  }
}
