package fermata.definition.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a node of Hive.
 *
 * <p>Hive has no message that starts the turns: it shows the model the keys that the node reads. So
 * the prompt is made of the node's description and these keys.
 */
record HiveNodeReader(Given root, Given graph, HiveMemory memory) {

  /** The variable that holds what is said to every model. */
  static final String IDENTITY = "identity_prompt";

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z_]\\w*)\\s*}}");
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("retry_on", "failures have other names; every one that can be is repeated"),
          Map.entry("max_validation_retries", "outputs that do not fit are told the model anyway"),
          Map.entry("output_model", "outputs are typed one by one"),
          Map.entry("input_schema", "a value has the type of the output or input it comes from"),
          Map.entry("routes", "which way is taken is said by edges"));

  private static final List<String> KINDS =
      List.of("", "event_loop", "llm_generate", "llm_tool_use");

  ObjectNode read(HiveNode node) {
    Given given = node.given();
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    String description = description(given, node.source());
    readKind(given, written);
    if (!description.isEmpty()) {
      written.put("description", description);
    }
    readTexts(node, description, written);
    readModel(given, written);
    readTools(given.get("tools"), written);
    readOutputs(node, written);
    if (node.outputs().isEmpty()) {
      leaveTalk(given);
    } else {
      readTalk(given, written);
    }
    readCounts(given, written);
    LEFT_OUT.forEach(
        (key, reason) -> {
          Given left = given.get(key);
          if (left.peek().isBoolean() && !left.isTrue()) {
            left.json();
          } else {
            left.leave(reason);
          }
        });
    return written;
  }

  private static void readKind(Given given, ObjectNode written) {
    Given type = given.get("node_type", "type");
    written.put("kind", "llm");
    if (!KINDS.contains(type.peekText())) {
      type.leave("there is no such kind of node: written as one of kind 'llm'");
    } else {
      type.text();
    }
  }

  private static String description(Given given, String id) {
    String name = given.get("name").text();
    String description = given.get("description").text();
    if (name.isEmpty() || name.equals(id) || name.equals(description)) {
      return description;
    }
    return description.isEmpty() ? name : name + ": " + description;
  }

  private void readTexts(HiveNode node, String description, ObjectNode written) {
    Given given = node.given().get("system_prompt");
    String own = withVariables(given);
    boolean hasIdentity = !graph.get(IDENTITY).peekText().isEmpty();
    String identity = hasIdentity ? "${{ vars." + IDENTITY + " }}" : "";
    String both = identity + (identity.isEmpty() || own.isEmpty() ? "" : "\n\n") + own;
    if (!both.isEmpty()) {
      written.put("system", both);
    }
    var prompt = new StringBuilder(description.isEmpty() ? "Go on." : Draft.literal(description));
    for (String key : node.inputs()) {
      prompt.append("\n\n").append(key).append(": ");
      prompt.append("${{ ").append(memory.read(node, key)).append(" }}");
    }
    written.put("prompt", prompt.toString());
  }

  /** Hive leaves a variable that it does not know as it stands, and so do we. */
  private String withVariables(Given given) {
    String text = Draft.literal(given.text());
    Given variables = root.get("variables");
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              boolean isKnown = variables.get(found.group(1)).isPresent();
              String hole = isKnown ? "${{ vars." + found.group(1) + " }}" : found.group();
              return java.util.regex.Matcher.quoteReplacement(hole);
            });
  }

  private static void readModel(Given node, ObjectNode written) {
    Given given = node.get("model");
    String model = Draft.model(given.peekText());
    if (model.isEmpty()) {
      given.leave("a model is named as 'provider/model', and this does not tell the provider");
    } else {
      given.text();
      written.put("model", model);
    }
  }

  private static void readTools(Given given, ObjectNode written) {
    Given allowed = given.isMapping() ? given.get("allowed", "tools") : given;
    String policy = given.get("policy").peekText();
    if (policy.matches("explicit|none")) {
      given.get("policy").text();
    }
    given.get("denied").leave("only the agent denies tools, and Hive never looks at it");
    if (!given.isPresent() || given.peek().isNull()) {
      return;
    }
    ArrayNode list = written.putArray("tools");
    allowed.texts().forEach(list::add);
  }

  /** A talk and a judge are about outputs: a node without any ends with the first words. */
  private static void readTalk(Given given, ObjectNode written) {
    if (given.get("client_facing").json().asBoolean()) {
      written.put("interactive", true);
    }
    if (given.get("skip_judge").json().asBoolean()) {
      leaveJudged(given, "'skip_judge' says that nobody judges");
      return;
    }
    String wanted = given.get("success_criteria").text();
    String unwanted = given.get("failure_criteria").text();
    String separator = wanted.isEmpty() || unwanted.isEmpty() ? "" : "\n\n";
    String rejected = unwanted.isEmpty() ? "" : "Not met where: " + unwanted;
    String judge = Draft.literal(wanted + separator + rejected);
    if (!judge.isEmpty()) {
      written.put("judge", judge);
    }
  }

  private static void leaveTalk(Given given) {
    String reason = "talks and judges are about outputs, and the node has none";
    leaveJudged(given, reason);
    for (String key : List.of("client_facing", "skip_judge")) {
      if (given.get(key).isTrue()) {
        given.get(key).leave(reason);
      } else {
        given.get(key).json();
      }
    }
  }

  private static void leaveJudged(Given given, String reason) {
    given.get("success_criteria").leave(reason);
    given.get("failure_criteria").leave(reason);
  }

  private static void readOutputs(HiveNode node, ObjectNode written) {
    if (node.outputs().isEmpty()) {
      return;
    }
    ObjectNode outputs = written.putObject("outputs");
    for (String key : node.outputs()) {
      ObjectNode field = outputs.putObject(key);
      Given schema = schema(node.given().get("output_schema"), key);
      field.put("type", type(schema.get("type")));
      String description = schema.get("description").text();
      if (!description.isEmpty()) {
        field.put("description", description);
      }
      if (schema.get("required").peek().isBoolean()) {
        schema.get("required").json();
      }
      boolean isOptional =
          schema.get("required").peek().isBoolean() && !schema.get("required").isTrue();
      if (isOptional || node.optional().contains(key)) {
        field.put("required", false);
      }
    }
  }

  private static Given schema(Given schemas, String name) {
    return schemas.members().entrySet().stream()
        .filter(entry -> HiveNode.name(entry.getKey()).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> schemas.get(name));
  }

  /** What Hive's models set are texts, unless a schema says otherwise. */
  private static String type(Given type) {
    String name = type.peekText();
    if (!name.matches("string|number|integer|boolean|array|object")) {
      type.leave("there is no such type: the output is a text");
      return "string";
    }
    return type.text();
  }

  private void readCounts(Given given, ObjectNode written) {
    Integer turns = given.get("max_iterations").count();
    Integer common = graph.get("loop_config").get("max_iterations").count();
    if (turns != null || common != null) {
      written.put("max_turns", turns != null ? turns : common);
    }
    Given retries = given.get("max_retries");
    Integer attempts = retries.count();
    if (attempts != null) {
      int kept = Math.min(attempts, 100);
      if (kept > 1) {
        written.putObject("retry").put("attempts", kept);
      }
      if (kept < attempts) {
        retries.change("at most 100 attempts: written as 100");
      }
    } else if (retries.peek().isIntegralNumber()) {
      retries.json();
    }
    Given visits = given.get("max_node_visits");
    Integer most = visits.count();
    if (most != null) {
      written.put("visits", most);
    } else if (visits.peek().isIntegralNumber()) {
      visits.json();
    }
  }
}
