package fermata.daemon.journal;

import fermata.definition.model.Field;
import fermata.definition.model.NodeId;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.Failure;
import fermata.engine.run.FetchedContext;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelTraits;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.Reservation;
import fermata.engine.run.SharedState;
import fermata.engine.run.StepId;
import fermata.engine.run.ToolRequest;
import fermata.engine.run.Usage;
import fermata.wire.event.FormField;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.ModelPrices;
import fermata.wire.event.TokenUsage;
import fermata.wire.event.ToolCallRequest;
import fermata.wire.event.WaitFact;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that events and inputs are made of, both ways. */
public final class ValueMapping {

  private ValueMapping() {}

  /** {@return a failure with the place in the graph where it happened} */
  public static fermata.wire.event.Failure toWire(
      Failure failure, @Nullable StepId step, @Nullable NodeId node) {
    Duration retryAfter = failure.retryAfter();
    return new fermata.wire.event.Failure(
        failure.kind(),
        failure.message(),
        failure.retryable(),
        failure.pointer(),
        step == null ? null : step.value(),
        node == null ? null : node.value(),
        retryAfter == null ? null : retryAfter.toMillis());
  }

  public static fermata.wire.event.Failure toWire(Failure failure) {
    return toWire(failure, null, null);
  }

  static fermata.wire.event.@Nullable Failure toWireOrNull(@Nullable Failure failure) {
    return failure == null ? null : toWire(failure);
  }

  static Failure fromWire(fermata.wire.event.Failure failure) {
    Long retryAfter = failure.retryAfterMs();
    return new Failure(
        failure.kind(),
        failure.message(),
        failure.retryable(),
        retryAfter == null ? null : Duration.ofMillis(retryAfter),
        failure.pointer());
  }

  static @Nullable Failure fromWireOrNull(fermata.wire.event.@Nullable Failure failure) {
    return failure == null ? null : fromWire(failure);
  }

  /** {@return what a run has used} */
  public static fermata.wire.event.Usage toWire(Usage usage) {
    return new fermata.wire.event.Usage(
        usage.steps(),
        usage.toolCalls(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.costUsd(),
        usage.runningMillis());
  }

  static Usage fromWire(fermata.wire.event.Usage usage) {
    return new Usage(
        Math.toIntExact(usage.steps()),
        Math.toIntExact(usage.toolCalls()),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.costUsd(),
        usage.runningMs());
  }

  static TokenUsage toWire(Reservation reserved) {
    return new TokenUsage(
        reserved.inputTokens(), reserved.outputTokens(), reserved.costUsd(), null, null);
  }

  static Reservation toReservation(TokenUsage reserved) {
    BigDecimal cost = reserved.costUsd();
    return new Reservation(
        reserved.inputTokens(), reserved.outputTokens(), cost == null ? BigDecimal.ZERO : cost);
  }

  /** {@return what a reply used, as sent} */
  public static TokenUsage toWire(ModelReply.Tokens tokens) {
    return new TokenUsage(
        tokens.input(),
        tokens.output(),
        tokens.costUsd(),
        orNull(tokens.cachedInput()),
        orNull(tokens.reasoning()));
  }

  private static @Nullable Long orNull(long count) {
    return count == 0 ? null : Long.valueOf(count);
  }

  static ModelReply.Tokens toTokens(TokenUsage usage) {
    Long cached = usage.cachedInputTokens();
    Long reasoning = usage.reasoningTokens();
    return new ModelReply.Tokens(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.costUsd(),
        cached == null ? 0 : cached,
        reasoning == null ? 0 : reasoning);
  }

  public static List<ToolCallRequest> toWire(List<ToolRequest> requests) {
    return requests.stream()
        .map(request -> new ToolCallRequest(request.id(), request.name(), request.args()))
        .toList();
  }

  static List<ToolRequest> toRequests(List<ToolCallRequest> requests) {
    return requests.stream()
        .map(request -> new ToolRequest(request.id(), request.name(), request.args()))
        .toList();
  }

  /** {@return traits of tools as they are stored and sent} */
  public static SequencedMap<String, fermata.wire.event.ToolTraits> toWireTools(
      SequencedMap<ToolName, ToolTraits> tools) {
    var mapped = new LinkedHashMap<String, fermata.wire.event.ToolTraits>();
    tools.forEach((name, traits) -> mapped.put(name.value(), toWire(traits)));
    return mapped;
  }

  private static fermata.wire.event.ToolTraits toWire(ToolTraits traits) {
    return new fermata.wire.event.ToolTraits(
        traits.readOnly(), traits.idempotent(), word(traits.onUnknown()), traits.destructive());
  }

  static SequencedMap<ToolName, ToolTraits> fromWireTools(
      SequencedMap<String, fermata.wire.event.ToolTraits> tools) {
    var mapped = new LinkedHashMap<ToolName, ToolTraits>();
    tools.forEach((name, traits) -> mapped.put(new ToolName(name), fromWire(traits)));
    return mapped;
  }

  private static ToolTraits fromWire(fermata.wire.event.ToolTraits traits) {
    return new ToolTraits(
        traits.readOnly(),
        traits.idempotent(),
        traits.destructive(),
        byWord(OnUnknown.values(), ValueMapping::word, traits.onUnknown()));
  }

  static SequencedMap<String, ModelPrices> toWireModels(SequencedMap<String, ModelTraits> models) {
    var mapped = new LinkedHashMap<String, ModelPrices>();
    models.forEach(
        (name, traits) ->
            mapped.put(
                name,
                new ModelPrices(
                    traits.inputUsdPerMillion(),
                    traits.outputUsdPerMillion(),
                    traits.windowTokens())));
    return mapped;
  }

  static SequencedMap<String, ModelTraits> fromWireModels(
      SequencedMap<String, ModelPrices> models) {
    var mapped = new LinkedHashMap<String, ModelTraits>();
    models.forEach(
        (name, prices) ->
            mapped.put(
                name,
                new ModelTraits(
                    prices.inputUsdPerMillion(),
                    prices.outputUsdPerMillion(),
                    prices.windowTokens())));
    return mapped;
  }

  /** {@return the fields of a form; absent where there are none} */
  public static @Nullable SequencedMap<String, FormField> toWireFields(
      SequencedMap<String, Field> fields) {
    if (fields.isEmpty()) {
      return null;
    }
    var mapped = new LinkedHashMap<String, FormField>();
    fields.forEach(
        (name, field) ->
            mapped.put(
                name, new FormField(field.schema(), field.required(), field.defaultValue())));
    return mapped;
  }

  static SequencedMap<String, Field> fromWireFields(
      @Nullable SequencedMap<String, FormField> fields) {
    var mapped = new LinkedHashMap<String, Field>();
    if (fields != null) {
      fields.forEach(
          (name, field) ->
              mapped.put(
                  name, new Field(name, field.schema(), field.required(), field.defaultValue())));
    }
    return mapped;
  }

  /** {@return the name of a constant, as sent} */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the constant with a word}
   *
   * @throws IllegalArgumentException if there is none: the journal is from a newer build or damaged
   */
  static <E> E byWord(E[] constants, Function<E, String> wordOf, String word) {
    return Arrays.stream(constants)
        .filter(constant -> wordOf.apply(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("word '" + word + "' is not known"));
  }

  static fermata.wire.event.@Nullable PublishedEvent toWireOrNull(@Nullable PublishedEvent event) {
    return event == null ? null : toWire(event);
  }

  static fermata.wire.event.PublishedEvent toWire(PublishedEvent event) {
    return new fermata.wire.event.PublishedEvent(
        event.seq(), event.at(), event.schema(), event.tags(), event.data());
  }

  static @Nullable PublishedEvent fromWireOrNull(
      fermata.wire.event.@Nullable PublishedEvent event) {
    return event == null ? null : fromWire(event);
  }

  static PublishedEvent fromWire(fermata.wire.event.PublishedEvent event) {
    return new PublishedEvent(event.seq(), event.at(), event.schema(), event.tags(), event.data());
  }

  static List<WaitFact.ContextFetched> toWireContext(List<FetchedContext> context) {
    return context.stream()
        .map(each -> new WaitFact.ContextFetched(each.name(), each.value(), each.events()))
        .toList();
  }

  static List<FetchedContext> fromWireContext(List<WaitFact.ContextFetched> context) {
    return context.stream()
        .map(each -> new FetchedContext(each.name(), each.value(), each.events()))
        .toList();
  }

  static SequencedMap<String, LedgerFact.SharedValue> toWireShared(
      SequencedMap<String, SharedState.Value> values) {
    SequencedMap<String, LedgerFact.SharedValue> mapped = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            mapped.put(key, new LedgerFact.SharedValue(value.value(), value.version())));
    return mapped;
  }

  static SequencedMap<String, SharedState.Value> fromWireShared(
      SequencedMap<String, LedgerFact.SharedValue> values) {
    SequencedMap<String, SharedState.Value> mapped = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            mapped.put(
                key, new SharedState.Value(value.value(), Math.toIntExact(value.version()))));
    return mapped;
  }
}
