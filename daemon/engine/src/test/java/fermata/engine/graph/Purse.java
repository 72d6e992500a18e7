package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.definition.model.AgentDefinition;
import fermata.engine.run.CallId;
import fermata.engine.run.Grant;
import fermata.engine.run.ModelReply;
import fermata.engine.run.Reservation;
import fermata.engine.run.Usage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run has spent and set aside, reckoned from its events by somebody else. */
final class Purse {

  private final Map<CallId, Reservation> reserved = new HashMap<>();
  private Reservation spent = Reservation.NONE;

  void reserve(CallId call, Reservation amount) {
    reserved.put(call, amount);
  }

  void reserve(CallId call, Grant grant) {
    Long tokens = grant.tokens();
    BigDecimal cost = grant.costUsd();
    reserved.put(
        call,
        new Reservation(0, tokens == null ? 0 : tokens, cost == null ? BigDecimal.ZERO : cost));
  }

  void settle(CallId call, Usage usage) {
    reserved.remove(call);
    spent = spent.plus(new Reservation(usage.inputTokens(), usage.outputTokens(), usage.costUsd()));
  }

  void release(CallId call, boolean isSpent) {
    Reservation amount = reserved.remove(call);
    if (isSpent && amount != null) {
      spent = spent.plus(amount);
    }
  }

  void settle(CallId call, ModelReply.Tokens tokens) {
    reserved.remove(call);
    BigDecimal cost = tokens.costUsd();
    spent =
        spent.plus(
            new Reservation(
                tokens.input(), tokens.output(), cost == null ? BigDecimal.ZERO : cost));
  }

  /** What is set aside fits into what is left, so that only the calls under way can pass it. */
  void assertWithin(AgentDefinition definition, Map<String, Integer> raised) {
    Reservation all = reserved.values().stream().reduce(spent, Reservation::plus);
    assertWithin(BigDecimal.valueOf(all.tokens()), Limit.TOKENS, definition, raised);
    assertWithin(all.costUsd(), Limit.COST, definition, raised);
  }

  private static void assertWithin(
      BigDecimal used, Limit limit, AgentDefinition definition, Map<String, Integer> raised) {
    @Nullable BigDecimal max = limit.in(definition.limits());
    if (max != null) {
      BigDecimal times = BigDecimal.valueOf(1L + raised.getOrDefault(limit.key(), 0));
      assertThat(used)
          .as("%s set aside before it is spent", limit.key())
          .isLessThanOrEqualTo(max.multiply(times));
    }
  }
}
