package fermata.definition.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.agent.AgentKnowledge;
import fermata.definition.agent.KnownAgent;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.NodeKinds;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Conduct;
import fermata.definition.model.Field;
import fermata.definition.model.Join;
import fermata.definition.model.Node;
import fermata.definition.model.NodeAccess;
import fermata.definition.model.NodeBudget;
import fermata.definition.model.NodeId;
import fermata.definition.model.NodeOptions;
import fermata.definition.model.OnError;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.Ordered;
import fermata.definition.model.QuestionForm;
import fermata.definition.model.Retry;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;
import fermata.definition.model.Unanswered;
import fermata.definition.model.ValueTemplate;
import fermata.definition.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads nodes. One whose kind is not known or not served is left out. */
record NodeReader(Texts texts, FieldReader fields, AgentKnowledge agents) {

  private static final String STATE_PREFIX = "state.";

  SequencedMap<NodeId, Node> nodes(Spot spot) {
    SequencedMap<NodeId, Node> nodes = new LinkedHashMap<>();
    spot.forEach(
        (id, node) -> {
          var nodeId = new NodeId(id);
          node(nodeId, node).ifPresent(read -> nodes.put(nodeId, read));
        });
    return nodes;
  }

  private Optional<Node> node(NodeId id, Spot spot) {
    if (!(spot.node() instanceof YamlNode.Mapping mapping)) {
      return Optional.empty();
    }
    return NodeKinds.kindOf(mapping).flatMap(kind -> Optional.ofNullable(node(id, kind, spot)));
  }

  private @Nullable Node node(NodeId id, NodeKind kind, Spot spot) {
    return switch (kind) {
      case LLM -> llm(id, spot);
      case TOOL -> tool(id, spot);
      case HUMAN -> human(id, spot);
      case ROUTER ->
          new Node.Router(id, options(spot, Ordered.empty()), texts.template(spot.get("decide")));
      case TRANSFORM -> transform(id, spot);
      case MAP -> map(id, spot);
      case WAIT -> waiting(id, spot);
      case EMIT -> emit(id, spot);
      case WORKFLOW -> new WorkReader(this).workflow(id, spot);
      case CODE -> new WorkReader(this).code(id, spot);
      case AGENT -> agent(id, spot);
    };
  }

  private Node llm(NodeId id, Spot spot) {
    Spot tools = spot.get("tools");
    BigDecimal temperature = spot.get("temperature").decimal();
    return new Node.Llm(
        id,
        options(spot, fields.fields(spot.get("outputs"))),
        texts.template(spot.get("system")),
        texts.templateOrEmpty(spot.get("prompt")),
        spot.get("model").text(),
        tools.isPresent() ? patterns(tools) : null,
        spot.get("max_turns").smallOr(Node.Llm.TURNS_DEFAULT),
        spot.get("max_tool_calls").small(),
        temperature == null ? null : temperature.doubleValue(),
        conduct(spot),
        spot.get("images").isPresent() ? texts.value(spot.get("images")) : null);
  }

  private Conduct conduct(Spot spot) {
    return new Conduct(
        Words.find(Conduct.Continuity.class, spot.get("conversation").textOr(""))
            .orElse(Conduct.Continuity.FRESH),
        spot.get("interactive").isTrue(),
        texts.template(spot.get("judge")),
        Words.find(Conduct.OnStall.class, spot.get("on_stall").textOr(""))
            .orElse(Conduct.OnStall.FAIL),
        Words.find(Conduct.OutputsBy.class, spot.get("outputs_by").textOr(""))
            .orElse(Conduct.OutputsBy.TOOL),
        Words.find(Conduct.OnFull.class, spot.get("on_full").textOr("")).orElse(Conduct.OnFull.CUT),
        Words.find(Conduct.Reasoning.class, spot.get("reasoning").textOr("")).orElse(null));
  }

  private Node tool(NodeId id, Spot spot) {
    return new Node.Tool(
        id,
        options(spot, fields.fields(spot.get("outputs"))),
        new ToolName(spot.get("tool").textOr("")),
        texts.values(spot.get("args")));
  }

  /** Without declared outputs the node has those of its agent. */
  private Node agent(NodeId id, Spot spot) {
    String name = spot.get("agent").textOr("");
    Optional<KnownAgent> known =
        AgentName.isValid(name) ? agents.find(new AgentName(name)) : Optional.empty();
    Spot outputs = spot.get("outputs");
    return new Node.Agent(
        id,
        options(
            spot,
            outputs.isPresent()
                ? fields.fields(outputs)
                : known.map(NodeReader::outputs).orElse(Ordered.empty())),
        new AgentName(name),
        known.map(KnownAgent::digest).orElse(""),
        spot.get("entry").textOr(AgentDefinition.DEFAULT_ENTRY),
        texts.values(spot.get("input")));
  }

  private static SequencedMap<String, Field> outputs(KnownAgent agent) {
    SequencedMap<String, Field> outputs = new LinkedHashMap<>();
    agent.output().forEach((name, output) -> outputs.put(name, output.field()));
    return outputs;
  }

  private Node human(NodeId id, Spot spot) {
    QuestionForm form = form(spot);
    return new Node.Human(
        id,
        options(spot, answers(form)),
        texts.templateOrEmpty(spot.get("ask")),
        form,
        texts.template(spot.get("assignee")),
        unanswered(spot.get("timeout")));
  }

  private Unanswered unanswered(Spot spot) {
    return switch (spot.get("then").textOr("")) {
      case "default" -> {
        Spot answer = spot.get("answer");
        yield new Unanswered.Default(
            answer.isPresent() ? answer.json() : JsonNodeFactory.instance.objectNode());
      }
      case "escalate" -> new Unanswered.Escalate(texts.templateOrEmpty(spot.get("to")));
      default -> new Unanswered.Fail();
    };
  }

  private QuestionForm form(Spot spot) {
    if (spot.get("answer").isPresent()) {
      return new QuestionForm.Form(fields.fields(spot.get("answer")));
    }
    if (spot.get("choices").isPresent()) {
      return new QuestionForm.Choice(spot.get("choices").texts());
    }
    return spot.get("approve").isTrue() ? new QuestionForm.Approval() : new QuestionForm.FreeText();
  }

  /** The outputs that the answer to a question sets. */
  private static SequencedMap<String, Field> answers(QuestionForm form) {
    SequencedMap<String, Field> outputs = new LinkedHashMap<>();
    switch (form) {
      case QuestionForm.FreeText() -> put(outputs, field("answer", type("string"), true));
      case QuestionForm.Form(var fields) -> outputs.putAll(fields);
      case QuestionForm.Choice(var options) -> put(outputs, field("choice", oneOf(options), true));
      case QuestionForm.Approval() -> {
        put(outputs, field("approve", type("boolean"), true));
        put(outputs, field("reason", type("string"), false));
      }
    }
    return outputs;
  }

  private Node transform(NodeId id, Spot spot) {
    SequencedMap<String, ValueTemplate> set = texts.values(spot.get("set"));
    SequencedMap<String, Field> outputs = fields.fields(spot.get("outputs"));
    for (String target : set.keySet()) {
      if (!target.startsWith(STATE_PREFIX)) {
        outputs.putIfAbsent(target, field(target, JsonNodeFactory.instance.objectNode(), true));
      }
    }
    return new Node.Transform(id, options(spot, outputs), set);
  }

  private @Nullable Node map(NodeId id, Spot spot) {
    String body = spot.get("do").text();
    if (body == null) {
      return null;
    }
    Node.ElementError onError =
        Words.find(Node.ElementError.class, spot.get("on_error").textOr(""))
            .orElse(Node.ElementError.FAIL);
    return new Node.Map(
        id,
        options(spot, results(onError)),
        texts.value(spot.get("over")),
        spot.get("as").textOr(Node.Map.ITEM),
        new NodeId(body),
        spot.get("concurrency").smallOr(Node.Map.CONCURRENCY_DEFAULT),
        onError);
  }

  private static SequencedMap<String, Field> results(Node.ElementError onError) {
    SequencedMap<String, Field> outputs = new LinkedHashMap<>();
    put(outputs, field(Node.Map.RESULTS, type("array"), true));
    if (onError == Node.ElementError.COLLECT) {
      put(outputs, field(Node.Map.ERRORS, type("array"), true));
    }
    return outputs;
  }

  private Node waiting(NodeId id, Spot spot) {
    SequencedMap<String, Field> declared = fields.fields(spot.get("outputs"));
    return new Node.Wait(
        id,
        options(spot, EventReader.outputs(spot, declared)),
        new EventReader(texts).waiting(spot));
  }

  private Node emit(NodeId id, Spot spot) {
    return new Node.Emit(
        id,
        options(spot, Ordered.empty()),
        spot.get("schema").textOr(""),
        texts.values(spot.get("data")),
        new EventReader(texts).values(spot.get("tags")));
  }

  NodeOptions options(Spot spot, SequencedMap<String, Field> outputs) {
    return new NodeOptions(
        spot.get("description").textOr(""),
        texts.expression(spot.get("when")),
        outputs,
        retry(spot.get("retry")),
        timeout(spot.get("timeout")),
        spot.get("visits").small(),
        join(spot.get("join")),
        Words.find(OnError.class, spot.get("on_error").textOr("")).orElse(OnError.FAIL),
        access(spot),
        budget(spot.get("budget")),
        Words.find(OnUnknown.class, spot.get("on_unknown").textOr("")).orElse(null));
  }

  private static @Nullable Duration timeout(Spot spot) {
    return spot.node() instanceof YamlNode.Mapping ? spot.get("after").duration() : spot.duration();
  }

  private static Join join(Spot spot) {
    if (!spot.isPresent()) {
      return Join.DEFAULT;
    }
    Spot wait = spot.get("wait").isPresent() ? spot.get("wait") : spot;
    return new Join(
        wait(wait, spot.get("count").small()),
        spot.get("deadline").duration(),
        Words.find(Join.BranchError.class, spot.get("on_branch_error").textOr(""))
            .orElse(Join.BranchError.FAIL));
  }

  private static Join.Wait wait(Spot spot, @Nullable Integer own) {
    Integer count = own != null ? own : spot.get("count").small();
    Integer branches = count != null ? count : spot.small();
    if (branches != null && branches > 0) {
      return new Join.Wait.Count(branches);
    }
    return spot.textOr("all").equals("any") ? new Join.Wait.Any() : new Join.Wait.All();
  }

  private NodeAccess access(Spot spot) {
    Spot reads = spot.get("reads");
    Spot writes = spot.get("writes");
    if (!reads.isPresent() && !writes.isPresent() && !spot.get("inputs").isPresent()) {
      return NodeAccess.OPEN;
    }
    return new NodeAccess(
        texts.values(spot.get("inputs")),
        reads.isPresent() ? reads.texts() : null,
        writes.isPresent() ? writes.texts() : null);
  }

  private static NodeBudget budget(Spot spot) {
    return spot.isPresent()
        ? new NodeBudget(
            spot.get("cost_usd").decimal(),
            spot.get("tokens").whole(),
            spot.get("duration").duration(),
            spot.get("steps").small(),
            spot.get("tool_calls").small())
        : NodeBudget.NONE;
  }

  static Retry retry(Spot spot) {
    if (!spot.isPresent()) {
      return Retry.NONE;
    }
    Duration backoff = spot.get("backoff").duration();
    return new Retry(
        spot.get("attempts").smallOr(1),
        backoff != null ? backoff : Retry.NONE.backoff(),
        spot.get("on").texts());
  }

  static List<ToolPattern> patterns(Spot spot) {
    return spot.texts().stream().map(ToolPattern::new).toList();
  }

  private static void put(SequencedMap<String, Field> fields, Field field) {
    fields.put(field.name(), field);
  }

  static Field field(String name, JsonNode schema, boolean isRequired) {
    return new Field(name, schema, isRequired, null);
  }

  private static JsonNode type(String name) {
    return JsonNodeFactory.instance.objectNode().put("type", name);
  }

  private static JsonNode oneOf(List<String> options) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    options.forEach(values::add);
    return JsonNodeFactory.instance.objectNode().set("enum", values);
  }
}
