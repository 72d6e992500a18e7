package fermata.wire.method.policy;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code policy/test}. */
public record PolicyTestResult(
    @Doc("allow, ask or deny") String verdict,
    @Doc("why, for people") String why,
    @Doc(
            "the rule that decided, or the scope of what somebody allowed; absent where the default did")
        @Nullable String rule,
    @Doc("who allowed it; absent where nobody did") @Nullable String by,
    @Doc("the rules that were looked at, in their order") List<RuleTrial> rules) {

  public PolicyTestResult {
    rules = List.copyOf(rules);
  }
}
