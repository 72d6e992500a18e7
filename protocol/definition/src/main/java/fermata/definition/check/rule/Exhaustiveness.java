package fermata.definition.check.rule;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.model.Edge;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the conditions of ways leave nothing open, as far as that can be seen.
 *
 * <p>Seen are comparisons of one output with all values of its enumeration ({@code output.verdict
 * == 'approve'}), and a flag with its negation ({@code output.ok}, {@code !output.ok}).
 */
public final class Exhaustiveness {

  private Exhaustiveness() {}

  /** Whether some way is taken whatever the node puts out. */
  public static boolean isCovered(Node node, List<Edge> edges) {
    Map<String, Set<String>> covered = new HashMap<>();
    for (Edge edge : edges) {
      Case found = edge.when() == null ? null : caseOf(edge.when().root());
      if (found != null) {
        covered.computeIfAbsent(found.output(), _ -> new HashSet<>()).add(found.value());
      }
    }
    return covered.entrySet().stream()
        .anyMatch(entry -> entry.getValue().containsAll(valuesOf(node, entry.getKey())));
  }

  /** One output having one value. */
  private record Case(String output, String value) {}

  private static @Nullable Case caseOf(ExpressionTree tree) {
    String flag = outputName(tree);
    if (flag != null) {
      return new Case(flag, "true");
    }
    if (!(tree instanceof ExpressionTree.Call call)) {
      return null;
    }
    if (call.function().equals("!_") && outputName(call.arguments().getFirst()) != null) {
      return new Case(String.valueOf(outputName(call.arguments().getFirst())), "false");
    }
    boolean isEquality = call.function().equals("_==_") && call.arguments().size() == 2;
    if (isEquality && call.arguments().getLast() instanceof ExpressionTree.Literal literal) {
      String name = outputName(call.arguments().getFirst());
      return name == null ? null : new Case(name, literal.value().asText());
    }
    return null;
  }

  private static @Nullable String outputName(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Member(_, ExpressionTree.Name(_, var root), var name, _)
            && root.equals("output")
        ? name
        : null;
  }

  /** All values that an output can have; one that no condition names where they are not known. */
  private static Set<String> valuesOf(Node node, String output) {
    Field field = NodeOutputs.of(node).get(output);
    if (field == null || !field.required()) {
      return Set.of("\0");
    }
    JsonNode schema = field.schema();
    if (schema.path("type").asText().equals("boolean")) {
      return Set.of("true", "false");
    }
    Set<String> values = new HashSet<>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    return values.isEmpty() ? Set.of("\0") : values;
  }
}
