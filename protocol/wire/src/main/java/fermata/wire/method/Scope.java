package fermata.wire.method;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a client may do. Each scope includes those before it. */
public enum Scope {
  /** Read: runs, sessions, events. */
  OBSERVE,
  /** Start runs, answer, steer and end them. */
  OPERATE,
  /** Change what there is to run: definitions and what starts them. */
  AUTHOR,
  /** The daemon itself: end it, let others in. */
  ADMIN;

  /** {@return all scopes up to this one, as they are written} */
  public List<String> included() {
    return Arrays.stream(values())
        .filter(scope -> scope.compareTo(this) <= 0)
        .map(Scope::wireName)
        .toList();
  }

  /** {@return as it is written} */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** {@return the scope that is written so} */
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.wireName().equals(text)).findFirst();
  }

  /** {@return the widest of some} */
  public static Optional<Scope> widest(Collection<Scope> scopes) {
    return scopes.stream().max(Comparator.naturalOrder());
  }
}
