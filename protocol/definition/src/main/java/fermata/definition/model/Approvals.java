package fermata.definition.model;

import fermata.definition.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tool calls need a yes before they start.
 *
 * <p>The first rule that fits decides, else the default, else the tool: one that only reads is
 * allowed, any other is asked for. A rule whose condition fails to evaluate asks: approvals fail
 * closed.
 */
public record Approvals(@Nullable Verdict defaultVerdict, List<Rule> rules) {

  /** No rules, no default. */
  public static final Approvals NONE = new Approvals(null, List.of());

  public Approvals {
    rules = List.copyOf(rules);
  }

  /** What becomes of a call. */
  public enum Verdict {
    ALLOW,
    ASK,
    DENY
  }

  /**
   * One rule.
   *
   * @param when over {@code tool} and {@code args}; absent means always
   */
  public record Rule(ToolPattern tool, @Nullable Expression when, Verdict then) {}
}
