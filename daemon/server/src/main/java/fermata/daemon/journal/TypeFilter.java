package fermata.daemon.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which event types a reader wants. */
public final class TypeFilter {

  /** Every type. */
  public static final TypeFilter ALL = new TypeFilter(null);

  private static final String ANY = ".*";

  private final @Nullable List<String> types;

  private TypeFilter(@Nullable List<String> types) {
    this.types = types;
  }

  /**
   * {@return a filter of names; one that ends in {@code .*} takes all types of a noun}
   *
   * @param types all types where absent
   */
  public static TypeFilter of(@Nullable List<String> types) {
    return types == null ? ALL : new TypeFilter(List.copyOf(types));
  }

  /** Whether it is one of them. */
  public boolean takes(String type) {
    return types == null || types.stream().anyMatch(wanted -> fits(wanted, type));
  }

  private static boolean fits(String wanted, String type) {
    return wanted.endsWith(ANY)
        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
        : wanted.equals(type);
  }
}
