package fermata.definition.selector;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A predicate over events. All its parts must hold.
 *
 * @param schema the schema of the event; any where absent
 * @param anyTags the event has one of these; nothing is asked where empty
 * @param allTags the event has all of these
 * @param where conditions on its data
 * @param when a condition on all of it
 * @param matchAll whether a selector without any other part matches every event; without it such a
 *     selector matches none
 */
public record Selector(
    @Nullable String schema,
    List<String> anyTags,
    List<String> allTags,
    List<SelectorCondition> where,
    @Nullable SelectorGuard when,
    boolean matchAll) {

  /** The most tags of each kind. */
  public static final int TAGS_MAX = 64;

  /** The most conditions. */
  public static final int CONDITIONS_MAX = 64;

  public Selector {
    anyTags = List.copyOf(anyTags);
    allTags = List.copyOf(allTags);
    where = List.copyOf(where);
  }

  /** Whether no part says anything. */
  public boolean isEmpty() {
    return schema == null
        && anyTags.isEmpty()
        && allTags.isEmpty()
        && where.isEmpty()
        && when == null;
  }

  /** Whether this matches an event. */
  public boolean matches(SelectableEvent event) {
    return test(event) == SelectorVerdict.MATCHES;
  }

  /** {@return whether this matches an event, or is broken} */
  public SelectorVerdict test(SelectableEvent event) {
    if (!fits(event)) {
      return SelectorVerdict.DIFFERS;
    }
    return when == null ? SelectorVerdict.MATCHES : when.test(event);
  }

  /** Everything but {@code when}. */
  private boolean fits(SelectableEvent event) {
    if (isEmpty()) {
      return matchAll;
    }
    if ((schema != null && !schema.equals(event.schema())) || !fitsTags(event.tags())) {
      return false;
    }
    for (SelectorCondition condition : where) {
      if (!condition.holds(event.data())) {
        return false;
      }
    }
    return true;
  }

  private boolean fitsTags(List<String> tags) {
    if (anyTags.isEmpty() && allTags.isEmpty()) {
      return true;
    }
    var present = new HashSet<>(tags);
    return present.containsAll(allTags)
        && (anyTags.isEmpty() || anyTags.stream().anyMatch(present::contains));
  }
}
