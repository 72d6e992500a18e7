package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.agent.AgentTools;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.Approvals;
import fermata.definition.model.Approvals.Verdict;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call by the rules of its agent, and why.
 *
 * @param rule the rule that decided, or the scope of what somebody has allowed; absent where the
 *     default did
 * @param by who allowed it; absent where a rule or the default decided
 * @param fault why a condition could not be evaluated; then somebody is asked, whatever the rule
 *     says
 * @param trials the rules that were looked at, in their order, up to the one that decided
 */
public record Ruling(
    Verdict verdict,
    @Nullable String rule,
    @Nullable String by,
    @Nullable String fault,
    List<Trial> trials) {

  public Ruling {
    trials = List.copyOf(trials);
  }

  /** What came of a rule. */
  public enum Came {
    /** It is about other tools. */
    OTHER_TOOL,
    /** Its condition does not hold for this call. */
    UNFIT,
    /** It decided. */
    DECIDED,
    /** Its condition could not be evaluated. */
    BROKEN
  }

  /** A rule that was looked at. */
  public record Trial(String rule, Approvals.Rule what, Came came) {}

  /**
   * {@return what becomes of a call}
   *
   * @param traits of the tool
   * @param allowances what somebody has allowed before
   * @param scope what conditions see
   */
  public static Ruling of(
      Approvals approvals,
      ToolTraits traits,
      List<Allowance> allowances,
      ToolName tool,
      JsonNode args,
      ValueScope scope) {
    Ruling ruled = byRules(approvals, traits, tool, scope);
    // A condition that is broken might have said no: what was allowed before does not answer it.
    if (ruled.verdict() != Verdict.ASK || ruled.fault() != null) {
      return ruled;
    }
    Optional<Allowance> allowed =
        allowances.stream().filter(it -> it.covers(tool, args)).findFirst();
    return allowed
        .map(it -> new Ruling(Verdict.ALLOW, it.scope(), it.by(), null, ruled.trials()))
        .orElse(ruled);
  }

  private static Ruling byRules(
      Approvals approvals, ToolTraits traits, ToolName tool, ValueScope scope) {
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < approvals.rules().size(); i++) {
      Approvals.Rule rule = approvals.rules().get(i);
      String pointer = "approvals.rules[" + i + "]";
      Expressions.Result result = result(rule, tool, scope);
      Came came = came(rule, tool, result);
      trials.add(new Trial(pointer, rule, came));
      switch (came) {
        case DECIDED -> {
          return new Ruling(rule.then(), pointer, null, null, trials);
        }
        case BROKEN -> {
          String fault =
              result instanceof Expressions.Result.Failed(var failure)
                  ? failure.message()
                  : "the condition cannot be worked out";
          return new Ruling(Verdict.ASK, pointer, null, fault, trials);
        }
        case OTHER_TOOL, UNFIT -> {}
      }
    }
    return new Ruling(byDefault(approvals, traits, tool), null, null, null, trials);
  }

  private static Expressions.@Nullable Result result(
      Approvals.Rule rule, ToolName tool, ValueScope scope) {
    return rule.when() == null || !rule.tool().matches(tool)
        ? null
        : Expressions.test(rule.when(), scope);
  }

  private static Came came(
      Approvals.Rule rule, ToolName tool, Expressions.@Nullable Result result) {
    if (!rule.tool().matches(tool)) {
      return Came.OTHER_TOOL;
    }
    return switch (result) {
      case null -> Came.DECIDED;
      case Expressions.Result.Failed _ -> Came.BROKEN;
      case Expressions.Result.Value(var holds) -> holds.booleanValue() ? Came.DECIDED : Came.UNFIT;
    };
  }

  // An agent does nothing but by tools, about which its own approvals decide.
  private static Verdict byDefault(Approvals approvals, ToolTraits traits, ToolName tool) {
    Verdict verdict = approvals.defaultVerdict();
    if (verdict != null) {
      return verdict;
    }
    boolean isHarmless = traits.readOnly() || AgentTools.agentOf(tool.value()).isPresent();
    return isHarmless ? Verdict.ALLOW : Verdict.ASK;
  }
}
