package fermata.definition.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Reads a breadcrumb of the schema {@code agent.def.v1}: one node, which answers a message.
 *
 * <p>The message is the input of a run, or the data of the event that started it; what the agent
 * hears besides stands below it. What the agent emits is its reply.
 *
 * <p>Source: Ai-Layer-Labs/lightforge, {@code bootstrap-breadcrumbs/system} of November 2025.
 */
record RcrtReader(Given root) {

  private static final String SCHEMA = "agent.def.v1";

  static boolean isDefinition(Given root) {
    return root.get("schema_name").peekText().equals(SCHEMA)
        || root.get("context").get("agent_id").isPresent();
  }

  Draft read() {
    Given context = root.get("context");
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    String name = readName(context, tree);
    readHead(tree);
    readModel(context, tree);
    tree.putObject("input").putObject("message").put("type", "string");
    ObjectNode reply = tree.putObject("output").putObject("reply").put("type", "string");
    List<String> tools = context.get("tools").texts();
    if (!tools.isEmpty()) {
      ArrayNode list = tree.putArray("tools");
      tools.forEach(list::add);
    }
    RcrtEvents events = RcrtEvents.of(context);
    readEvents(events, tree);
    ObjectNode nodes = tree.putObject("nodes");
    nodes.set("respond", node(context, events.contexts()));
    if (events.addEmits(nodes)) {
      reply.put("from", "${{ nodes.respond.reply }}");
    }
    leave(context);
    return new Draft(name, tree);
  }

  private String readName(Given context, ObjectNode tree) {
    Given id = context.get("agent_id");
    String source = id.text();
    String name = Draft.agentName(source.isEmpty() ? root.get("title").peekText() : source);
    String written = name.isEmpty() ? "imported-agent" : name;
    if (!written.equals(source)) {
      (id.isPresent() ? id : root)
          .change(
              "an agent name is lower-case letters, digits and '-': written as '" + written + "'");
    }
    tree.put("agent", written);
    if (root.get("schema_name").peekText().equals(SCHEMA)) {
      root.get("schema_name").text();
    }
    return written;
  }

  private void readHead(ObjectNode tree) {
    String version = root.get("semantic_version").text();
    if (!version.isEmpty()) {
      tree.put("version", version);
    }
    String title = root.get("title").text();
    String description = root.get("description").text();
    String separator = title.isEmpty() || description.isEmpty() ? "" : ": ";
    String both = title + separator + description;
    if (!both.isEmpty()) {
      tree.put("description", both);
    }
  }

  private static void readModel(Given context, ObjectNode tree) {
    Given given = context.get("model");
    String model = Draft.model(given.peekText());
    if (model.isEmpty()) {
      given.leave("a model is named as 'provider/model', and this does not tell the provider");
    } else {
      given.text();
      tree.put("model", model);
    }
  }

  private static void readEvents(RcrtEvents events, ObjectNode tree) {
    if (events.hasTrigger()) {
      ObjectNode entry = tree.putObject("entries").putObject("default").put("node", "respond");
      entry.putObject("input").put("message", "${{ json(event) }}");
    }
    if (!events.subscriptions().isEmpty()) {
      tree.set("subscriptions", events.subscriptions());
    }
  }

  private static ObjectNode node(Given context, List<String> contexts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", "llm");
    String system = Draft.literal(context.get("system_prompt").text());
    if (!system.isEmpty()) {
      node.put("system", system);
    }
    var prompt = new StringBuilder("${{ input.message }}");
    contexts.forEach(
        name -> prompt.append("\n\n").append(name).append(": ${{ context." + name + " }}"));
    node.put("prompt", prompt.toString());
    JsonNode temperature = context.get("temperature").peek();
    if (temperature.isNumber()) {
      node.set("temperature", context.get("temperature").json());
    }
    node.putObject("outputs").putObject("reply").put("type", "string");
    return node;
  }

  private void leave(Given context) {
    context.get("llm_config_id").leave("models are named, not referred to: set 'model'");
    context.get("capabilities").leave("RCRT never enforces them; 'tools' and 'approvals' do");
    context.get("max_tokens").leave("how long a reply may be is the provider's to say");
    context
        .get("memory")
        .leave("what outlives a run is 'state' with a scope, and each key of it has a name");
    context.get("scaling").leave("there are no copies of an agent to scale");
    context.get("metadata").leave("a definition keeps no notes about itself");
  }
}
