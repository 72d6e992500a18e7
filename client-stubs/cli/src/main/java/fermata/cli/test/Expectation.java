package fermata.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must come of a run; what is absent may be anything.
 *
 * @param status {@code completed}, {@code failed}, {@code cancelled} or {@code held}
 * @param output what the output has at least
 * @param error the kind of the failure
 * @param goal {@code met}, {@code missed} or {@code unevaluated}
 * @param nodes every node that was activated, in order
 * @param events what happens in this order, whatever happens between
 * @param absent what does not happen
 * @param checks what holds of {@code output}, {@code usage}, {@code goal} and {@code status}
 */
public record Expectation(
    @Nullable String status,
    @Nullable JsonNode output,
    @Nullable String error,
    @Nullable String goal,
    @Nullable List<String> nodes,
    List<ObjectNode> events,
    List<ObjectNode> absent,
    List<Expression> checks) {

  public Expectation {
    nodes = nodes == null ? null : List.copyOf(nodes);
    events = List.copyOf(events);
    absent = List.copyOf(absent);
    checks = List.copyOf(checks);
  }
}
