package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selectors as JSON, with the keys that they have in a definition: {@code schema, any_tags,
 * all_tags, where, when, match_all}, and {@code names} with the values of other names that {@code
 * when} reads.
 *
 * <p>Total. What is not understood is an issue, never ignored.
 */
public final class SelectorForm {

  private SelectorForm() {}

  /**
   * Something that is wrong with a form.
   *
   * @param pointer a JSON pointer, RFC 6901
   * @param message lower-case start, no full stop
   */
  public record Issue(String pointer, String message) {}

  /** What a form is when it is read as a selector. */
  public sealed interface Reading {

    /** It is one. */
    record Fine(Selector selector) implements Reading {}

    /** It is none. */
    record Broken(List<Issue> issues) implements Reading {

      public Broken {
        issues = List.copyOf(issues);
      }
    }
  }

  /** {@return a form as a selector} */
  public static Reading read(JsonNode form) {
    return new FormReader().read(form);
  }

  /** {@return the form of a selector; reading it gives an equal selector} */
  public static ObjectNode write(Selector selector) {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    if (selector.schema() != null) {
      form.put("schema", selector.schema());
    }
    putTexts(form, "any_tags", selector.anyTags());
    putTexts(form, "all_tags", selector.allTags());
    if (!selector.where().isEmpty()) {
      ArrayNode where = form.putArray("where");
      selector.where().forEach(condition -> where.add(write(condition)));
    }
    putGuard(form, selector.when());
    if (selector.matchAll()) {
      form.put("match_all", true);
    }
    return form;
  }

  private static void putTexts(ObjectNode form, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode list = form.putArray(key);
      texts.forEach(list::add);
    }
  }

  private static ObjectNode write(SelectorCondition condition) {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.put("path", condition.path().toString());
    form.put("op", condition.operator().word());
    form.set("value", condition.value());
    return form;
  }

  private static void putGuard(ObjectNode form, @Nullable SelectorGuard guard) {
    if (guard == null) {
      return;
    }
    form.put("when", "${{ " + guard.expression().source() + " }}");
    if (!guard.names().isEmpty()) {
      form.set("names", guard.names());
    }
  }
}
