package fermata.definition.model;

import fermata.definition.expression.Expression;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.selector.SelectorPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selector as it is written, before the expressions in it have values.
 *
 * @param schema any where absent
 * @param allowSelf whether events that the agent published itself match too
 */
public record EventSelector(
    @Nullable String schema,
    List<ValueTemplate> anyTags,
    List<ValueTemplate> allTags,
    List<Condition> where,
    @Nullable Expression when,
    boolean matchAll,
    boolean allowSelf) {

  public EventSelector {
    anyTags = List.copyOf(anyTags);
    allTags = List.copyOf(allTags);
    where = List.copyOf(where);
  }

  /** One element of {@code where}. */
  public record Condition(SelectorPath path, SelectorOperator operator, ValueTemplate value) {}
}
