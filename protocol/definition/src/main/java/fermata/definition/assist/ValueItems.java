package fermata.definition.assist;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.agent.AgentTools;
import fermata.definition.agent.KnownAgent;
import fermata.definition.assist.ItemList.Group;
import fermata.definition.assist.ItemList.Words;
import fermata.definition.expression.Type;
import fermata.definition.keys.FailureKinds;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.QuestionForm;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolSchema;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Offers the values that a place of the table may have. */
final class ValueItems {

  private static final List<String> DURATIONS =
      List.of("10s", "30s", "1m", "5m", "30m", "1h", "1d");

  private final CursorPlace place;
  private final PlacedValue value;
  private final ItemList items;
  private final ReadAgent agent;

  ValueItems(CursorPlace place, PlacedValue value, ItemList items) {
    this.place = place;
    this.value = value;
    this.items = items;
    this.agent = place.agent();
  }

  void add() {
    add(value.declared());
  }

  private void add(Shape shape) {
    switch (shape) {
      case Shape.Text(var form) -> addText(form);
      case Shape.Choice(var options) -> options.forEach(this::addOption);
      case Shape.Flag() -> addFlags();
      case Shape.Either(var shapes) -> shapes.forEach(this::add);
      case Shape.Computed() -> addComputed();
      case Shape.Whole _, Shape.Decimal _ -> addDefault();
      case Shape.Keys(var context) when context == KeyContext.QUESTION_TIMEOUT -> addTimeout();
      case Shape.Literal _ when value.context() == KeyContext.QUESTION_TIMEOUT -> addAnswers();
      case Shape.Literal _, Shape.Items _, Shape.Names _, Shape.Keys _, Shape.NodeBody _ -> {}
    }
  }

  /** What follows where nobody answers, as far as it can be written without knowing whom to ask. */
  private void addTimeout() {
    if (!(place.cursor().before() + place.cursor().after()).isEmpty()
        || YamlWords.isJson(place.cursor())) {
      return;
    }
    addForm(
        "after, then: default",
        "An answer that counts where nobody gives one.",
        "default, answer: ");
    addForm("after, then: escalate", "Somebody else is asked.", "escalate, to: ");
  }

  private void addForm(String label, String doc, String rest) {
    String text = "{after: 1h, then: " + rest;
    items.add(
        Group.LAST,
        new Words(label, CompletionKind.TEMPLATE, "mapping", doc),
        Insertion.sketch(text + "}", text + Insertion.STOP + "}"));
  }

  /** The answers that the question takes. */
  private void addAnswers() {
    if (agent.definition() == null
        || !NodeId.isValid(value.owner())
        || !(agent.definition().nodes().get(new NodeId(value.owner()))
            instanceof Node.Human human)) {
      return;
    }
    switch (human.form()) {
      case QuestionForm.Choice(var options) -> options.forEach(option -> addWord(option, ""));
      case QuestionForm.Approval() -> addFlags();
      case QuestionForm.Form _, QuestionForm.FreeText _ -> {}
    }
  }

  private void addText(TextForm form) {
    switch (form) {
      case NODE_REFERENCE -> addNodes();
      case ON_ERROR -> {
        addWord("fail", "The branch fails, and with it the run. Without the key.");
        addWord("continue", "The run goes on as if the node had ended without outputs.");
        addNodes();
      }
      case STATE_REFERENCE -> addStateKeys();
      case TOOL_NAME -> {
        agent.tools().all().forEach(tool -> addTool(tool, false));
        addAgentTools();
      }
      case AGENT_REFERENCE -> addAgents();
      case ENTRY_REFERENCE -> addEntries();
      case TOOL_PATTERN -> addToolPatterns();
      case MODEL -> addModels();
      case FAILURE_KIND -> FailureKinds.ALL.forEach((word, doc) -> addWord(word, doc));
      case DURATION -> addDurations();
      case EXPRESSION, TEMPLATE -> addTemplate();
      case CRON -> TriggerWords.CRON.forEach(this::addWord);
      case TIME_ZONE -> TriggerWords.timeZones().forEach(zone -> addWord(zone, ""));
      case FOREIGN_TOOL -> ForeignToolItems.of(place).forEach(this::addForeignTool);
      case STEP_REFERENCE -> addSteps();
      case RUNTIME -> addRuntimes();
      case PLAIN,
          AGENT_NAME,
          NODE_ID,
          NAME,
          SET_TARGET,
          FILE,
          INCLUDE,
          REGEX,
          FOREIGN_TOOLS,
          EVENT_SCHEMA,
          SINCE -> {}
      case PROVIDER, SERVER, VARIABLE -> {}
      case WEBHOOK_PATH, FILE_PATTERN -> {}
    }
  }

  private void add(Group group, CompletionKind kind, String label, String detail, String doc) {
    items.add(
        group,
        new Words(label, kind, detail, doc),
        Insertion.of(YamlWords.written(label, place.cursor())));
  }

  private void addWord(String word, String doc) {
    add(Group.USUAL, CompletionKind.VALUE, word, "", doc);
  }

  private void addForeignTool(String name, String doc) {
    add(Group.USUAL, CompletionKind.TOOL, name, "", doc);
  }

  private void addOption(Shape.Option option) {
    addWord(option.word(), option.doc());
  }

  private void addFlags() {
    for (String word : List.of("true", "false")) {
      items.add(Group.USUAL, new Words(word, CompletionKind.VALUE, "", ""), Insertion.of(word));
    }
  }

  private void addDefault() {
    String text = value.key() == null ? "" : value.key().defaultText();
    if (text.matches("`[0-9.]+`")) {
      String number = text.substring(1, text.length() - 1);
      items.add(
          Group.USUAL,
          new Words(number, CompletionKind.VALUE, "default", ""),
          Insertion.of(number));
    }
  }

  private void addNodes() {
    if (agent.definition() != null) {
      agent
          .definition()
          .nodes()
          .forEach(
              (id, node) ->
                  add(
                      id.value().equals(value.owner()) ? Group.LAST : Group.FIRST,
                      CompletionKind.NODE,
                      id.value(),
                      node.kind(),
                      node.options().description()));
    }
  }

  private void addStateKeys() {
    if (agent.definition() != null) {
      agent
          .definition()
          .state()
          .forEach(
              (name, key) ->
                  add(
                      Group.FIRST,
                      CompletionKind.MEMBER,
                      name,
                      Type.ofSchema(key.schema()).toString(),
                      SchemaText.of(key.schema(), false)));
    }
  }

  /** The other steps of the same workflow. */
  private void addSteps() {
    if (agent.definition() != null
        && NodeId.isValid(value.owner())
        && agent.definition().nodes().get(new NodeId(value.owner()))
            instanceof Node.Workflow workflow) {
      workflow
          .parts()
          .forEach(
              (id, part) -> add(Group.FIRST, CompletionKind.NODE, id, part.tool().value(), ""));
    }
  }

  private void addRuntimes() {
    String prefix = Node.Code.TOOL_PREFIX;
    agent
        .tools()
        .all()
        .filter(tool -> tool.name().value().startsWith(prefix))
        .forEach(
            tool ->
                add(
                    Group.FIRST,
                    CompletionKind.VALUE,
                    tool.name().value().substring(prefix.length()),
                    ToolText.traits(tool),
                    ToolText.of(tool)));
  }

  private void addTool(ToolSchema tool, boolean isAllowedFirst) {
    boolean isAllowed = agent.definition() != null && agent.definition().allows(tool.name());
    add(
        isAllowed || !isAllowedFirst ? Group.FIRST : Group.USUAL,
        CompletionKind.TOOL,
        tool.name().value(),
        ToolText.traits(tool),
        ToolText.of(tool));
  }

  private void addAgents() {
    for (AgentName name : agent.agents().names()) {
      boolean isOwn = agent.definition() != null && agent.definition().name().equals(name);
      if (!isOwn) {
        add(Group.FIRST, CompletionKind.VALUE, name.value(), "agent", "");
      }
    }
  }

  /** Those of this agent, or of the one that the node runs. */
  private void addEntries() {
    AgentDefinition definition = agent.definition();
    if (definition != null) {
      List<String> entries =
          definition.nodes().get(new NodeId(value.owner())) instanceof Node.Agent child
              ? agent.agents().find(child.agent()).map(KnownAgent::entries).orElse(List.of())
              : List.copyOf(definition.entries().keySet());
      entries.forEach(name -> add(Group.FIRST, CompletionKind.VALUE, name, "entry point", ""));
    }
  }

  private void addToolPatterns() {
    agent.tools().all().forEach(tool -> addTool(tool, true));
    Set<String> groups = new LinkedHashSet<>();
    agent
        .tools()
        .all()
        .map(tool -> tool.name().value())
        .filter(name -> name.lastIndexOf('.') > 0)
        .forEach(name -> groups.add(name.substring(0, name.lastIndexOf('.') + 1) + "*"));
    groups.forEach(group -> addPattern(group, PatternText.of(group, agent.tools())));
    addAgentTools();
    addPattern("*", "Every tool.");
  }

  /** The agents that are no tools of this one yet, but could be. */
  private void addAgentTools() {
    for (AgentName name : agent.agents().names()) {
      ToolName tool = AgentTools.toolOf(name);
      boolean isOwn = agent.definition() != null && agent.definition().name().equals(name);
      if (!isOwn && agent.tools().find(tool).isEmpty()) {
        add(Group.USUAL, CompletionKind.TOOL, tool.value(), "agent", "");
      }
    }
  }

  private void addPattern(String pattern, String doc) {
    add(Group.LAST, CompletionKind.TOOL, pattern, "pattern", doc);
  }

  /** The models that this file names elsewhere: which others there are, only a daemon knows. */
  private void addModels() {
    agent
        .surroundings()
        .project()
        .aliases()
        .forEach((alias, model) -> add(Group.FIRST, CompletionKind.MODEL, alias, model, ""));
    for (PlacedValue other : agent.layout().values()) {
      if (other.shape() instanceof Shape.Text(var form)
          && form == TextForm.MODEL
          && other.node() instanceof YamlNode.Scalar scalar
          && form.fits(scalar.text())
          && !scalar.text().equals(place.cursor().before() + place.cursor().after())) {
        add(Group.USUAL, CompletionKind.MODEL, scalar.text(), "named in this file", "");
      }
    }
  }

  private void addDurations() {
    DURATIONS.forEach(duration -> addWord(duration, ""));
  }

  private void addTemplate() {
    if (!(place.cursor().before() + place.cursor().after()).isEmpty()) {
      return;
    }
    boolean isBare =
        place.cursor().scalar().style() == ScalarStyle.PLAIN
            && (place.cursor().isInFlow() || YamlWords.isJson(place.cursor()));
    String marks = "${{ " + Insertion.STOP + " }}";
    String marked = isBare ? "\"" + marks + "\"" : marks;
    items.add(
        Group.FIRST,
        new Words("${{ }}", CompletionKind.TEMPLATE, "expression", "An expression in CEL."),
        Insertion.sketch(marked.replace(String.valueOf(Insertion.STOP), ""), marked));
  }

  private void addComputed() {
    new KnownNames(place).argumentSchema(value).ifPresent(this::addAllowed);
    addTemplate();
  }

  private void addAllowed(JsonNode schema) {
    if (schema.path("enum").isArray()) {
      for (JsonNode word : schema.path("enum")) {
        addWord(word.asText(), "");
      }
    } else if (Type.ofSchema(schema) instanceof Type.Bool) {
      addFlags();
    }
  }
}
