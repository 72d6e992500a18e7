package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Expression;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Approvals;
import fermata.definition.model.Edge;
import fermata.definition.model.Field;
import fermata.definition.model.Goal;
import fermata.definition.model.Limits;
import fermata.definition.model.NodeId;
import fermata.definition.model.OutputField;
import fermata.definition.model.StateKey;
import fermata.definition.model.ToolPattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a definition decides how the agent runs, as one JSON text.
 *
 * <p>Shorthands are expanded, defaults filled in, files included. Mappings are sorted: their order
 * means nothing, but for that of nodes, which decides between branches. Edges keep their order by
 * source. Descriptions and labels of the graph are for people and left out; those of schemas are
 * not, because models read them.
 */
final class CanonicalForm {

  /** Counts up when the same definition gets another form: old digests then match no more. */
  private static final int VERSION = 1;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalForm() {}

  /** {@return the definition with the digest of its form} */
  static AgentDefinition withDigest(AgentDefinition read) {
    return new AgentDefinition(
        read.name(),
        read.version(),
        read.description(),
        read.model(),
        read.models(),
        read.variables(),
        read.input(),
        read.output(),
        read.state(),
        read.limits(),
        read.tools(),
        read.deny(),
        read.approvals(),
        read.recovery(),
        read.goal(),
        read.entries(),
        read.subscriptions(),
        read.nodes(),
        read.ways(),
        read.agentTools(),
        sha256(CanonicalText.of(form(read))));
  }

  /** {@return the form of a definition} */
  static JsonNode form(AgentDefinition definition) {
    ObjectNode form = JSON.objectNode().put("form", VERSION);
    form.put("agent", definition.name().value()).put("version", definition.version());
    form.put("model", definition.model()).set("models", texts(definition.models()));
    ObjectNode variables = form.putObject("variables");
    definition.variables().forEach(variables::set);
    form.set("input", fields(definition.input()));
    ObjectNode output = form.putObject("output");
    definition.output().forEach((name, field) -> output.set(name, output(field)));
    ObjectNode state = form.putObject("state");
    definition.state().forEach((name, key) -> state.set(name, stateKey(key)));
    form.set("limits", limits(definition.limits()));
    form.set("tools", patterns(definition.tools()));
    form.set("deny", patterns(definition.deny()));
    form.set("approvals", approvals(definition.approvals()));
    form.put("recovery", definition.recovery().name());
    if (!definition.goal().equals(Goal.NONE)) {
      form.set("goal", CanonicalGoal.form(definition.goal()));
    }
    ObjectNode entries = form.putObject("entries");
    definition.entries().forEach((name, entry) -> entries.set(name, CanonicalEntries.entry(entry)));
    if (!definition.subscriptions().isEmpty()) {
      form.set("subscriptions", CanonicalEvents.subscriptions(definition.subscriptions()));
    }
    ObjectNode nodes = form.putObject("nodes");
    definition.nodes().forEach((id, node) -> nodes.set(id.value(), CanonicalNodes.node(node)));
    form.set("order", texts(definition.nodes().keySet().stream().map(NodeId::value).toList()));
    form.set("edges", edges(definition.edges()));
    if (!definition.agentTools().isEmpty()) {
      // What an agent does that is a tool is a part of what this one does.
      ObjectNode agents = form.putObject("agent_tools");
      definition.agentTools().forEach((name, digest) -> agents.put(name.value(), digest));
    }
    return form;
  }

  static JsonNode fields(SequencedMap<String, Field> fields) {
    ObjectNode form = JSON.objectNode();
    fields.forEach((name, field) -> form.set(name, field(field)));
    return form;
  }

  private static ObjectNode field(Field field) {
    ObjectNode form = JSON.objectNode();
    form.set("schema", field.schema());
    form.put("required", field.required());
    // A default of null differs from none.
    ArrayNode defaults = form.putArray("default");
    Stream.ofNullable(field.defaultValue()).forEach(defaults::add);
    return form;
  }

  private static JsonNode output(OutputField output) {
    ObjectNode form = field(output.field());
    if (output.from() != null) {
      form.set("from", CanonicalExpressions.value(output.from()));
    }
    return form;
  }

  private static JsonNode stateKey(StateKey key) {
    ObjectNode form = JSON.objectNode();
    form.set("schema", key.schema());
    form.put("reduce", key.reduce().name());
    if (key.outlivesRun()) {
      form.put("scope", key.scope().name());
    }
    ArrayNode defaults = form.putArray("default");
    Stream.ofNullable(key.defaultValue()).forEach(defaults::add);
    return form;
  }

  private static JsonNode limits(Limits limits) {
    ObjectNode form = JSON.objectNode();
    form.put(
        "cost_usd",
        limits.costUsd() == null ? null : limits.costUsd().stripTrailingZeros().toPlainString());
    form.put("tokens", limits.tokens())
        .put("duration", millis(limits.duration()))
        .put("steps", limits.steps())
        .put("tool_calls", limits.toolCalls());
    CanonicalLimits.addTo(form, limits);
    return form;
  }

  private static JsonNode approvals(Approvals approvals) {
    ObjectNode form = JSON.objectNode();
    form.put(
        "default", approvals.defaultVerdict() == null ? null : approvals.defaultVerdict().name());
    ArrayNode rules = form.putArray("rules");
    for (Approvals.Rule rule : approvals.rules()) {
      ObjectNode one = rules.addObject();
      one.put("tool", rule.tool().text()).put("then", rule.then().name());
      one.set("when", expression(rule.when()));
    }
    return form;
  }

  private static JsonNode edges(List<Edge> edges) {
    ArrayNode form = JSON.arrayNode();
    edges.stream()
        .sorted(Comparator.comparing(edge -> edge.from().value()))
        .forEach(edge -> form.add(edge(edge)));
    return form;
  }

  private static JsonNode edge(Edge edge) {
    ObjectNode form = JSON.objectNode();
    form.put("from", edge.from().value()).put("to", edge.to().value());
    form.put("on", edge.on().name()).put("default", edge.isDefault());
    form.put("priority", edge.priority());
    form.set("when", expression(edge.when()));
    if (!edge.inputs().isEmpty()) {
      form.set("map", CanonicalNodes.values(edge.inputs()));
    }
    if (edge.decide() != null) {
      form.set("decide", CanonicalExpressions.template(edge.decide()));
    }
    return form;
  }

  static JsonNode expression(@Nullable Expression expression) {
    return expression == null ? JSON.nullNode() : CanonicalExpressions.tree(expression.root());
  }

  static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  static JsonNode patterns(List<ToolPattern> patterns) {
    return texts(patterns.stream().map(ToolPattern::text).distinct().sorted().toList());
  }

  static JsonNode texts(List<String> texts) {
    ArrayNode form = JSON.arrayNode();
    texts.forEach(form::add);
    return form;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
