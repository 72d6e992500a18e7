package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.Type;
import fermata.definition.expression.Types;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Node;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map over what is no list. */
public final class MapOverNoList implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2156", "graph/map-over-no-list", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A map goes over a list; this value is none.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Map map) {
        String pointer = Pointers.key("nodes", map.id().value()) + ".over";
        String found = found(context, map, pointer);
        if (!found.isEmpty()) {
          problems.accept(
              Problem.of(
                  code(), context.place(pointer), "'over' is " + found + " (expected: a list)"));
        }
      }
    }
  }

  /** {@return what it is; empty where it is a list or may be one} */
  private static String found(CheckContext context, Node.Map map, String pointer) {
    return switch (map.over()) {
      case ValueTemplate.Items _ -> "";
      case ValueTemplate.Members _ -> "a mapping";
      case ValueTemplate.Literal(var value) ->
          value.isArray() || value.isNull() || value.isMissingNode() ? "" : "no list";
      case ValueTemplate.Text(var text) when !text.isSingle() -> "a text";
      case ValueTemplate.Text _ -> found(context.types().get(pointer));
    };
  }

  private static String found(@Nullable Type type) {
    return type == null || type instanceof Type.ListOf || type.equals(Types.DYN)
        ? ""
        : type.toString();
  }
}
