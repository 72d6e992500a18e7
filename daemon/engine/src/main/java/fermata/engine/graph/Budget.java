package fermata.engine.graph;

import fermata.definition.keys.DurationText;
import fermata.definition.model.Limits;
import fermata.engine.run.Failure;
import fermata.engine.run.Message;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ModelTraits;
import fermata.engine.run.Reservation;
import fermata.engine.run.RunEvent;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a run: what is set aside before it is spent, and what is said when much is gone.
 *
 * <p>A run fails with {@code limit.<name>} before it spends more than it may. Only a model can use
 * more than was set aside for it, so a limit is passed by no more than the calls under way.
 */
final class Budget {

  static final String COST = "cost_usd";
  static final String TOKENS = "tokens";
  static final String DURATION = "duration";
  static final String STEPS = "steps";
  static final String TOOL_CALLS = "tool_calls";

  /** The part of a limit after which the run says so, once. */
  static final int MARK_PERCENT = 80;

  /** The output tokens that are set aside for a request, where as many are left. */
  static final long OUTPUT_TOKENS_RESERVED = 1_024;

  private static final long UNITS_PER_TOKEN = 4;
  private static final long TOKENS_PER_MESSAGE = 8;
  private static final long TOKENS_PER_TOOL = 120;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private Budget() {}

  /** What may be asked of a model. */
  sealed interface Grant {

    /**
     * It may.
     *
     * @param outputTokensMax what is left for the reply, or no limit
     */
    record Allowed(Reservation reserved, @Nullable Long outputTokensMax) implements Grant {}

    /** It would pass a limit. */
    record Refused(Failure failure) implements Grant {}
  }

  /** Whether one more step fits; fails the run where it does not. */
  static boolean allowsStep(Course course) {
    int used = course.state().spending().usage().steps();
    int max = course.definition().limits().steps();
    if (used < max) {
      return true;
    }
    Ends.fail(course, over(STEPS, used + 1, max));
    return false;
  }

  /** Whether some more tool calls fit; fails the run where they do not. */
  static boolean allowsToolCalls(Course course, long count) {
    int used = course.state().spending().usage().toolCalls();
    int max = course.definition().limits().toolCalls();
    if (used + count <= max) {
      return true;
    }
    Ends.fail(course, over(TOOL_CALLS, used + count, max));
    return false;
  }

  /** Fails the run where it has run for too long, and says so before. */
  static void checkDuration(Course course) {
    Duration max = course.definition().limits().duration();
    if (max == null) {
      return;
    }
    long used = course.state().spending().until(course.now()).usage().runningMillis();
    if (used >= max.toMillis()) {
      Ends.fail(
          course, over(DURATION, DurationText.of(Duration.ofMillis(used)), DurationText.of(max)));
    } else {
      mark(course, DURATION, BigDecimal.valueOf(used), BigDecimal.valueOf(max.toMillis()));
    }
  }

  /** Says which limits are mostly used up. */
  static void mark(Course course) {
    Limits limits = course.definition().limits();
    Usage usage = course.state().spending().usage();
    mark(course, STEPS, BigDecimal.valueOf(usage.steps()), BigDecimal.valueOf(limits.steps()));
    mark(
        course,
        TOOL_CALLS,
        BigDecimal.valueOf(usage.toolCalls()),
        BigDecimal.valueOf(limits.toolCalls()));
    if (limits.tokens() != null) {
      mark(course, TOKENS, BigDecimal.valueOf(usage.tokens()), BigDecimal.valueOf(limits.tokens()));
    }
    if (limits.costUsd() != null) {
      mark(course, COST, usage.costUsd(), limits.costUsd());
    }
  }

  private static void mark(Course course, String limit, BigDecimal used, BigDecimal max) {
    BigDecimal mark = max.multiply(BigDecimal.valueOf(MARK_PERCENT)).movePointLeft(2);
    if (max.signum() > 0
        && used.compareTo(mark) >= 0
        && !course.state().spending().marked().has(limit)) {
      course.emit(new RunEvent.BudgetMarked(limit, MARK_PERCENT, used, max));
    }
  }

  /** {@return what a request may use, of what other requests under way leave} */
  static Grant reserve(Course course, ModelRequest request) {
    Usage usage = course.state().spending().usage();
    Reservation others = reserved(course.state());
    long input = estimate(request);
    Long tokensLeft = left(course.definition().limits().tokens(), usage, others, input);
    if (tokensLeft != null && tokensLeft < 1) {
      long max = Optional.ofNullable(course.definition().limits().tokens()).orElseThrow();
      return new Grant.Refused(over(TOKENS, max - tokensLeft + 1, max));
    }
    BigDecimal costMax = course.definition().limits().costUsd();
    ModelTraits traits =
        course.state().requireOrigin().models().getOrDefault(request.model(), ModelTraits.UNKNOWN);
    return costMax == null
        ? allowed(input, tokensLeft, traits)
        : withinCost(
            costMax.subtract(usage.costUsd()).subtract(others.costUsd()),
            costMax,
            request.model(),
            traits,
            input,
            tokensLeft);
  }

  private static @Nullable Long left(
      @Nullable Long max, Usage usage, Reservation others, long input) {
    return max == null ? null : max - usage.tokens() - others.tokens() - input;
  }

  private static Grant withinCost(
      BigDecimal left,
      BigDecimal max,
      String model,
      ModelTraits traits,
      long input,
      @Nullable Long tokensLeft) {
    if (traits.inputUsdPerMillion() == null || traits.outputUsdPerMillion() == null) {
      return new Grant.Refused(
          Failure.at(
              "limits." + COST,
              "limit." + COST,
              "limit cost_usd: the price of model '" + model + "' is not known"));
    }
    BigDecimal forOutput = left.subtract(price(input, traits.inputUsdPerMillion()));
    BigDecimal perToken = traits.outputUsdPerMillion().divide(MILLION, MathContext.DECIMAL64);
    boolean isFree = perToken.signum() == 0;
    boolean isSpent = isFree ? forOutput.signum() < 0 : forOutput.compareTo(perToken) < 0;
    if (isSpent) {
      return new Grant.Refused(over(COST, max.subtract(forOutput).max(max), max));
    }
    if (isFree) {
      return allowed(input, tokensLeft, traits);
    }
    long affordable =
        forOutput
            .divide(perToken, 0, RoundingMode.DOWN)
            .min(BigDecimal.valueOf(Long.MAX_VALUE))
            .longValue();
    return allowed(
        input, tokensLeft == null ? affordable : Math.min(tokensLeft, affordable), traits);
  }

  private static Grant allowed(long input, @Nullable Long left, ModelTraits traits) {
    long output = left == null ? OUTPUT_TOKENS_RESERVED : Math.min(OUTPUT_TOKENS_RESERVED, left);
    BigDecimal cost = cost(traits, input, output);
    return new Grant.Allowed(new Reservation(input, output, cost), left);
  }

  private static Reservation reserved(RunState state) {
    Reservation sum = Reservation.NONE;
    for (Call call : state.callsInFlight().toList()) {
      if (call instanceof Call.Model model) {
        sum = sum.plus(model.reserved());
      }
    }
    return sum;
  }

  /** {@return the tokens with their cost, reckoned from prices where the provider says none} */
  static ModelReply.Tokens priced(Course course, String model, ModelReply.Tokens tokens) {
    if (tokens.costUsd() != null) {
      return tokens;
    }
    ModelTraits traits =
        course.state().requireOrigin().models().getOrDefault(model, ModelTraits.UNKNOWN);
    return new ModelReply.Tokens(
        tokens.input(), tokens.output(), cost(traits, tokens.input(), tokens.output()));
  }

  private static BigDecimal cost(ModelTraits traits, long input, long output) {
    return price(input, traits.inputUsdPerMillion())
        .add(price(output, traits.outputUsdPerMillion()));
  }

  private static BigDecimal price(long tokens, @Nullable BigDecimal perMillion) {
    return perMillion == null
        ? BigDecimal.ZERO
        : perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }

  // Four UTF-16 units a token is what English text and JSON come to with the usual tokenisers; the
  // true number comes with the reply.
  private static long estimate(ModelRequest request) {
    long units = request.outputs() == null ? 0 : request.outputs().toString().length();
    for (Message message : request.messages()) {
      units += units(message);
    }
    return units / UNITS_PER_TOKEN
        + TOKENS_PER_MESSAGE * request.messages().size()
        + TOKENS_PER_TOOL * request.tools().size();
  }

  private static long units(Message message) {
    return switch (message) {
      case Message.Instructions(var text) -> text.length();
      case Message.User(var text) -> text.length();
      case Message.Tool(_, var text) -> text.length();
      case Message.Assistant(var text, var calls) ->
          (text == null ? 0 : text.length())
              + calls.stream().mapToLong(call -> call.args().toString().length()).sum();
    };
  }

  private static Failure over(String limit, Object needed, Object max) {
    return Failure.at(
        "limits." + limit,
        "limit." + limit,
        "limit " + limit + ": " + needed + " needed (expected: at most " + max + ")");
  }
}
