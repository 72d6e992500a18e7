package fermata.engine.graph;

import fermata.engine.run.ElementId;
import fermata.engine.run.Failure;
import fermata.engine.run.Message;
import fermata.engine.run.Messages;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.ModelTraits;
import fermata.engine.run.Reservation;
import fermata.engine.state.Conversation;
import fermata.engine.state.Step;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is set aside before it is spent.
 *
 * <p>A run does not spend more than it may: see {@link Exceeding} for what happens instead. Only a
 * model can use more than was set aside for it, so a limit is passed by no more than the calls
 * under way.
 */
final class Budget {

  /** The output tokens that are set aside for a request, where as many are left. */
  static final long OUTPUT_TOKENS_RESERVED = 1_024;

  private static final long UNITS_PER_TOKEN = 4;
  private static final long TOKENS_PER_MESSAGE = 8;
  private static final long TOKENS_PER_TOOL = 120;

  /** What the larger providers take an image of usual size for, and not less. */
  private static final long TOKENS_PER_IMAGE = 1_600;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private Budget() {}

  /** What may be asked of a model. */
  sealed interface Verdict {

    /**
     * It may.
     *
     * @param outputTokensMax what is left for the reply, or no limit
     */
    record Allowed(Reservation reserved, @Nullable Long outputTokensMax) implements Verdict {}

    /** It would pass a bound, by an amount. */
    record Exceeded(Bound bound, BigDecimal more) implements Verdict {}

    /** Nobody knows what it costs. */
    record Unpriced(Bound bound) implements Verdict {}
  }

  /** Whether one more step of the run fits. */
  static boolean hasStepLeft(Course course) {
    return Bounds.of(course).ofRun(Limit.STEPS).stream()
        .allMatch(bound -> bound.admits(BigDecimal.ONE));
  }

  /** Whether one more step fits; sees to what happens where it does not. */
  static boolean allowsStep(Course course) {
    return allows(course, Limit.STEPS, 1, null);
  }

  /** {@return why one more step in the body of a map does not fit, where it does not} */
  static Optional<Failure> refusalInside(Course course, ElementId element) {
    Step map = course.state().steps().get(element.map());
    return Bounds.of(course)
        .ofNodes(Limit.STEPS, map)
        .filter(bound -> !bound.admits(BigDecimal.ONE))
        .findFirst()
        .map(bound -> bound.exceededBy(BigDecimal.ONE));
  }

  /** Whether a child run can make a step at all; sees to what happens where it cannot. */
  static boolean allowsChildStep(Course course, Step step) {
    return allows(course, Limit.STEPS, 1, step);
  }

  /**
   * {@return why what a node may spend leaves no room for one more call of a step, or step of its
   * child run}
   *
   * <p>Ends the call and not the step: others of it may be under way.
   */
  static Optional<Failure> without(Course course, Limit limit, Step step) {
    return Bounds.of(course).of(limit, step).stream()
        .filter(bound -> bound.source() == Bound.Source.NODE)
        .filter(bound -> !bound.admits(BigDecimal.ONE))
        .map(bound -> bound.exceededBy(BigDecimal.ONE))
        .findFirst();
  }

  /** Whether some more tool calls of a step fit; sees to what happens where they do not. */
  static boolean allowsToolCalls(Course course, Step step, long count) {
    return allows(course, Limit.TOOL_CALLS, count, step);
  }

  private static boolean allows(Course course, Limit limit, long count, @Nullable Step step) {
    var bounds = Bounds.of(course);
    BigDecimal more = BigDecimal.valueOf(count);
    for (Bound bound : step == null ? bounds.ofRun(limit) : bounds.of(limit, step)) {
      if (!bound.admits(more)) {
        Exceeding.exceed(course, bound, bound.exceededBy(more), step);
        return false;
      }
    }
    return true;
  }

  /** {@return what a request may use, of what other requests under way leave} */
  static Verdict reserve(Course course, Step step, ModelRequest request) {
    var bounds = Bounds.of(course);
    long input = estimate(request);
    Bound tokens = Bounds.tightest(bounds.of(Limit.TOKENS, step));
    Long left =
        tokens == null ? null : tokens.left().subtract(BigDecimal.valueOf(input)).longValue();
    if (tokens != null && left != null && left < 1) {
      return new Verdict.Exceeded(tokens, BigDecimal.valueOf(input + 1));
    }
    Bound cost = Bounds.tightest(bounds.of(Limit.COST, step));
    ModelTraits traits = traits(course, request.model());
    return cost == null ? allowed(input, left, traits) : withinCost(cost, traits, input, left);
  }

  private static Verdict withinCost(
      Bound bound, ModelTraits traits, long input, @Nullable Long tokensLeft) {
    if (traits.inputUsdPerMillion() == null || traits.outputUsdPerMillion() == null) {
      return new Verdict.Unpriced(bound);
    }
    BigDecimal forInput = price(input, traits.inputUsdPerMillion());
    BigDecimal forOutput = bound.left().subtract(forInput);
    BigDecimal perToken = traits.outputUsdPerMillion().divide(MILLION, MathContext.DECIMAL64);
    boolean isFree = perToken.signum() == 0;
    boolean isSpent = isFree ? forOutput.signum() < 0 : forOutput.compareTo(perToken) < 0;
    if (isSpent) {
      return new Verdict.Exceeded(bound, forInput);
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

  private static Verdict allowed(long input, @Nullable Long left, ModelTraits traits) {
    long output = left == null ? OUTPUT_TOKENS_RESERVED : Math.min(OUTPUT_TOKENS_RESERVED, left);
    BigDecimal cost = cost(traits, input, output);
    return new Verdict.Allowed(new Reservation(input, output, cost), left);
  }

  static ModelTraits traits(Course course, String model) {
    return course.state().requireOrigin().models().getOrDefault(model, ModelTraits.UNKNOWN);
  }

  /** {@return the tokens with their cost, reckoned from prices where the provider says none} */
  static ModelReply.Tokens priced(Course course, String model, ModelReply.Tokens tokens) {
    if (tokens.costUsd() != null) {
      return tokens;
    }
    BigDecimal cost = cost(traits(course, model), tokens.input(), tokens.output());
    return new ModelReply.Tokens(
        tokens.input(), tokens.output(), cost, tokens.cachedInput(), tokens.reasoning());
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
  static long estimate(ModelRequest request) {
    long outputs = request.outputs() == null ? 0 : request.outputs().toString().length();
    return tokens(outputs, request.messages())
        + TOKENS_PER_TOOL * (request.tools().size() + (request.readsOn() ? 1 : 0));
  }

  /** {@return what a conversation takes, without what goes with each request} */
  static long estimate(Conversation conversation) {
    return tokens(0, conversation.messages());
  }

  private static long tokens(long more, List<Message> messages) {
    Messages all = Messages.of(messages);
    long units = more + all.units() + all.images() * TOKENS_PER_IMAGE * UNITS_PER_TOKEN;
    return units / UNITS_PER_TOKEN + TOKENS_PER_MESSAGE * messages.size();
  }
}
