package fermata.daemon.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.definition.expression.ValueScope;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.EventSelector;
import fermata.definition.model.Ordered;
import fermata.definition.model.Subscription;
import fermata.definition.selector.Selector;
import fermata.engine.graph.Selectors;
import fermata.engine.run.FetchedContext;
import fermata.wire.jsonrpc.DaemonErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Finds the published events that a run is started with. Thread-safe. */
public final class ContextSource {

  /** How many events of a schema are looked at for one context. */
  private static final int SCANNED_MAX = 2_000;

  private static final int PAGE = 200;

  private final JournalStore store;

  public ContextSource(JournalStore store) {
    this.store = store;
  }

  /**
   * {@return the context of a run that starts at this moment}
   *
   * @throws RefusedException with {@code AgentInvalid} where a selector has no values
   */
  public List<FetchedContext> of(AgentDefinition definition) {
    return definition.contexts().map(each -> fetch(each, definition)).toList();
  }

  /** {@return what is known before there is a run} */
  public static ValueScope constants(AgentDefinition definition) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    definition.variables().forEach(variables::set);
    SequencedMap<String, JsonNode> names = new LinkedHashMap<>();
    names.put("vars", variables);
    return ValueScope.of(Ordered.copyOf(names));
  }

  /**
   * {@return a selector with the values of constants}
   *
   * @throws RefusedException with {@code AgentInvalid} where it has none
   */
  public static Selector resolve(EventSelector written, AgentDefinition definition) {
    return switch (Selectors.resolve(written, constants(definition), "subscriptions")) {
      case Selectors.Resolution.Resolved(var selector) -> selector;
      case Selectors.Resolution.Failed(var failure) ->
          throw RefusedException.of(DaemonErrorCode.AGENT_INVALID, failure.message());
    };
  }

  private FetchedContext fetch(Subscription.Context context, AgentDefinition definition) {
    Selector selector = resolve(context.on(), definition);
    String deafTo = context.on().allowSelf() ? "" : definition.name().value();
    var found = new ArrayList<Arrival>();
    int scanned = 0;
    long before = Long.MAX_VALUE;
    List<Long> page;
    do {
      page = store.published(selector.schema(), before, PAGE);
      for (Long seq : page) {
        before = seq;
        Optional<Arrival> event = read(seq);
        event
            .filter(each -> !deafTo.equals(each.agent()))
            .filter(each -> selector.matches(each.event().toSelectable()))
            .ifPresent(found::add);
        if (found.size() == context.latest()) {
          return fetched(context, found.reversed());
        }
      }
      scanned += page.size();
    } while (page.size() == PAGE && scanned < SCANNED_MAX);
    return fetched(context, found.reversed());
  }

  /** Absent where it was forgotten in this moment. */
  private Optional<Arrival> read(long seq) {
    return store
        .findPublished(seq)
        .map(event -> Arrival.of(JournalRecords.decode(JournalId.WORKSPACE, event)));
  }

  private static FetchedContext fetched(Subscription.Context context, List<Arrival> found) {
    List<Long> events = found.stream().map(each -> each.event().seq()).toList();
    return new FetchedContext(context.name(), value(context, found), events);
  }

  private static JsonNode value(Subscription.Context context, List<Arrival> found) {
    if (context.latest() == 1) {
      return found.isEmpty()
          ? JsonNodeFactory.instance.nullNode()
          : found.getFirst().event().data();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    found.forEach(each -> list.add(each.event().data()));
    return list;
  }
}
