package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.EventSelector;
import fermata.definition.model.ValueTemplate;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorCondition;
import fermata.definition.selector.SelectorForm;
import fermata.definition.selector.SelectorGuard;
import fermata.engine.run.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the expressions in a selector their values, so that it can be used without its run. */
public final class Selectors {

  private Selectors() {}

  /** What came of it. */
  public sealed interface Resolution {

    /** A selector that can be used as it is. */
    record Resolved(Selector selector) implements Resolution {}

    /** None. */
    record Failed(Failure failure) implements Resolution {}
  }

  /**
   * {@return a selector with values}
   *
   * @param scope what its expressions see besides the event
   * @param pointer its place in the definition, for failures
   */
  public static Resolution resolve(EventSelector written, ValueScope scope, String pointer) {
    var resolving = new Resolving(scope, pointer);
    Expression when = written.when();
    var selector =
        new Selector(
            written.schema(),
            resolving.texts("any_tags", written.anyTags()),
            resolving.texts("all_tags", written.allTags()),
            resolving.conditions(written.where()),
            when == null ? null : SelectorGuard.of(when, scope),
            written.matchAll());
    return resolving
        .failure()
        .or(() -> unusable(selector, pointer))
        .<Resolution>map(Resolution.Failed::new)
        .orElseGet(() -> new Resolution.Resolved(selector));
  }

  /** A value that its operator cannot use matches nothing; better to say so than to wait. */
  private static Optional<Failure> unusable(Selector selector, String pointer) {
    return SelectorForm.read(SelectorForm.write(selector))
            instanceof SelectorForm.Reading.Broken(var issues)
        ? Optional.of(
            Failure.at(
                pointer + place(issues.getFirst().pointer()),
                "selector.invalid",
                issues.getFirst().message()))
        : Optional.empty();
  }

  /** A place in JSON as places in definitions are written. */
  private static String place(String pointer) {
    return pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.');
  }

  /** Confined to one thread. Keeps the first failure. */
  private static final class Resolving {

    private final ValueScope scope;
    private final String pointer;
    private Optional<Failure> failure = Optional.empty();

    Resolving(ValueScope scope, String pointer) {
      this.scope = scope;
      this.pointer = pointer;
    }

    Optional<Failure> failure() {
      return failure;
    }

    List<String> texts(String key, List<ValueTemplate> templates) {
      var texts = new ArrayList<String>();
      for (ValueTemplate template : templates) {
        value(template).ifPresent(value -> texts.add(text(key, value)));
      }
      return texts;
    }

    private String text(String key, JsonNode value) {
      if (!value.isTextual()) {
        String message = "a tag is " + Texts.brief(value) + " (expected: a text)";
        fail(Failure.at(pointer + "." + key, "selector.invalid", message));
      }
      return value.asText();
    }

    List<SelectorCondition> conditions(List<EventSelector.Condition> written) {
      var conditions = new ArrayList<SelectorCondition>();
      for (EventSelector.Condition condition : written) {
        value(condition.value())
            .map(value -> SelectorCondition.of(condition.path(), condition.operator(), value))
            .ifPresent(conditions::add);
      }
      return conditions;
    }

    private Optional<JsonNode> value(ValueTemplate template) {
      return switch (Expressions.render(template, scope)) {
        case Expressions.Result.Value(var value) -> Optional.of(value);
        case Expressions.Result.Failed(var broken) -> {
          fail(broken);
          yield Optional.empty();
        }
      };
    }

    private void fail(Failure first) {
      failure = failure.or(() -> Optional.of(first));
    }
  }
}
