package fermata.definition.load;

import fermata.definition.index.Declaration;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.Places;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.NodeKind;
import fermata.definition.keys.NodeKinds;
import fermata.definition.keys.PlacedTree;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Pointers;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.model.AgentName;
import fermata.definition.model.OnError;
import fermata.definition.model.ToolName;
import fermata.definition.text.Span;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the index of one definition. Confined to one thread: made for one text. */
final class IndexReader {

  private static final String STATE_PREFIX = "state.";

  private final List<Declaration> declarations = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<ExpressionSite> expressions = new ArrayList<>();
  private final Set<Symbol> declared = new HashSet<>();

  /** One of each: what is mentioned is mentioned often. */
  private final Map<Symbol, Symbol> symbols = new HashMap<>();

  DefinitionIndex read(PlacedTree tree, List<TextSite> texts, Scopes scopes) {
    tree.names().stream().filter(name -> !isSetTarget(name)).forEach(this::readName);
    tree.names().stream().filter(IndexReader::isSetTarget).forEach(this::readSetTarget);
    tree.blocks().forEach(this::readBlock);
    tree.values().forEach(this::readValue);
    texts.forEach(text -> readText(text, scopes));
    declarations.sort(Comparator.comparingInt(found -> found.name().start()));
    references.sort(Comparator.comparingInt(found -> found.span().start()));
    return new DefinitionIndex(declarations, references, expressions, Places.of(tree.values()));
  }

  private static boolean isSetTarget(PlacedName name) {
    return name.form() == TextForm.SET_TARGET || name.within().name().equals("return");
  }

  private void readName(PlacedName name) {
    String text = name.entry().keyText();
    switch (name.within().name()) {
      case "nodes" -> declare(Symbol.node(text), name, kind(name.entry().value()));
      case "input" -> readInput(name, Symbol.of(SymbolKind.INPUT, text));
      case "output" -> declare(Symbol.of(SymbolKind.OUTPUT, text), name, type(name));
      case "state" -> declare(Symbol.of(SymbolKind.STATE, text), name, type(name));
      case "variables" -> declare(Symbol.of(SymbolKind.VARIABLE, text), name, "");
      case "entries" -> declare(Symbol.of(SymbolKind.ENTRY, text), name, "");
      case "inputs" -> declare(Symbol.nodeInput(name.owner(), text), name, "");
      case "outputs", "answer" -> declare(Symbol.nodeOutput(name.owner(), text), name, type(name));
      default -> {}
    }
  }

  /** The fields of the agent; an entry or a subscription that computes them names them again. */
  private void readInput(PlacedName name, Symbol symbol) {
    if (name.pointer().startsWith("nodes.")) {
      // The fields of another agent.
      return;
    }
    if (name.pointer().startsWith("entries.") || name.pointer().startsWith("subscriptions")) {
      Span span = inner(name.entry().key(), 0);
      references.add(Reference.here(symbol, span, ReferencePlace.ENTRY_INPUT, name.pointer()));
    } else {
      declare(symbol, name, type(name));
    }
  }

  /**
   * A target of {@code set} or of {@code return} declares an output, unless {@code outputs} does.
   */
  private void readSetTarget(PlacedName name) {
    String text = name.entry().keyText();
    boolean isState = text.startsWith(STATE_PREFIX);
    Symbol symbol =
        isState
            ? Symbol.of(SymbolKind.STATE, text.substring(STATE_PREFIX.length()))
            : Symbol.nodeOutput(name.owner(), text);
    if (isState || declared.contains(symbol)) {
      Span span = inner(name.entry().key(), isState ? STATE_PREFIX.length() : 0);
      references.add(Reference.here(symbol, span, ReferencePlace.SET_TARGET, name.pointer()));
    } else {
      declare(symbol, name, "");
    }
  }

  /** {@return the place of a key's text without its quotes, from some unit on} */
  private static Span inner(YamlNode key, int from) {
    if (!(YamlValues.resolved(key) instanceof YamlNode.Scalar scalar)) {
      return key.span();
    }
    Span whole = scalar.span();
    boolean isAsWritten = from == 0 && whole.length() == scalar.text().length();
    return isAsWritten
        ? whole
        : scalar.origins().sourceSpan(new Span(from, Math.max(from, scalar.text().length())));
  }

  private void declare(Symbol symbol, PlacedName name, String detail) {
    YamlNode.Entry entry = name.entry();
    declare(new Declaration(symbol, entry.key().span(), entry.span(), detail));
  }

  private void declare(Declaration declaration) {
    declarations.add(declaration);
    declared.add(declaration.symbol());
    symbols.putIfAbsent(declaration.symbol(), declaration.symbol());
  }

  private static String kind(YamlNode node) {
    return YamlValues.resolved(node) instanceof YamlNode.Mapping mapping
        ? NodeKinds.kindOf(mapping).map(NodeKind::word).orElse("")
        : "";
  }

  private static String type(PlacedName name) {
    var field = new Spot(name.entry().value(), "");
    return field.get("enum").isPresent() ? "enum" : field.get("type").textOr("");
  }

  /** The form of a question, and a prompt without outputs, declare outputs without naming them. */
  private void readBlock(Block block) {
    if (block.context() == KeyContext.NODE_HUMAN) {
      readQuestion(block, node(block));
    } else if (block.context() == KeyContext.NODE_WAIT) {
      readWait(block, node(block));
    } else if (block.context() == KeyContext.NODE_WORKFLOW) {
      readSteps(block, node(block));
    } else if (block.context() == KeyContext.NODE_LLM && block.entry("outputs") == null) {
      YamlNode.Entry prompt = block.entry("prompt");
      if (prompt != null) {
        declareAnswer(node(block), "text", prompt, "string");
      }
    }
  }

  /** A step is there for the others, and an output where the workflow does not say its own. */
  private void readSteps(Block block, String node) {
    boolean isOutput = block.entry("return") == null;
    YamlNode.Entry steps = block.entry("steps");
    for (Spot step : steps == null ? List.<Spot>of() : new Spot(steps.value(), "").items()) {
      if (step.get("id").node() instanceof YamlNode.Scalar id && !id.text().isEmpty()) {
        Span name = inner(id, 0);
        String tool = step.get("tool").textOr("");
        declare(new Declaration(Symbol.step(node, id.text()), name, step.node().span(), tool));
        Symbol output = Symbol.nodeOutput(node, id.text());
        if (isOutput && !declared.contains(output)) {
          declare(new Declaration(output, name, step.node().span(), ""));
        }
      }
    }
  }

  private static String node(Block block) {
    return block.pointer().substring(block.pointer().indexOf('.') + 1);
  }

  /** A wait for an event sets what it is given, unless `outputs` says something else of it. */
  private void readWait(Block block, String node) {
    YamlNode.Entry event = block.entry("event");
    if (event != null) {
      declareOnce(node, "event", event, "object");
      declareOnce(node, "schema", event, "string");
      declareOnce(node, "tags", event, "array");
    }
  }

  private void declareOnce(String node, String output, YamlNode.Entry entry, String type) {
    if (!declared.contains(Symbol.nodeOutput(node, output))) {
      declareAnswer(node, output, entry, type);
    }
  }

  private void readQuestion(Block block, String node) {
    YamlNode.Entry choices = block.entry("choices");
    YamlNode.Entry approve = block.entry("approve");
    YamlNode.Entry ask = block.entry("ask");
    if (choices != null) {
      declareAnswer(node, "choice", choices, "enum");
    } else if (approve != null) {
      declareAnswer(node, "approve", approve, "boolean");
      declareAnswer(node, "reason", approve, "string");
    } else if (ask != null && block.entry("answer") == null) {
      declareAnswer(node, "answer", ask, "string");
    }
    readUnanswered(block, node);
  }

  /** The answer that counts when nobody gives one says its values by the names of the fields. */
  private void readUnanswered(Block block, String node) {
    YamlNode.Entry timeout = block.entry("timeout");
    Spot answer = timeout == null ? null : new Spot(timeout.value(), "").get("answer");
    if (answer == null || !(answer.node() instanceof YamlNode.Mapping mapping)) {
      return;
    }
    for (YamlNode.Entry entry : YamlValues.entries(mapping)) {
      Symbol field = Symbol.nodeOutput(node, entry.keyText());
      if (declared.contains(field)) {
        String pointer = Pointers.key(block.pointer() + ".timeout.answer", entry.keyText());
        Span span = inner(entry.key(), 0);
        references.add(Reference.here(shared(field), span, ReferencePlace.UNANSWERED, pointer));
      }
    }
  }

  private void declareAnswer(String node, String output, YamlNode.Entry entry, String type) {
    declare(
        new Declaration(Symbol.nodeOutput(node, output), entry.key().span(), entry.span(), type));
  }

  private void readValue(PlacedValue value) {
    if (value.shape() instanceof Shape.Text(var form)
        && value.node() instanceof YamlNode.Scalar scalar) {
      readMention(value, form, scalar);
    }
  }

  private void readMention(PlacedValue value, TextForm form, YamlNode.Scalar scalar) {
    Span span = inner(scalar, 0);
    String text = scalar.text();
    switch (form) {
      case ON_ERROR -> {
        if (Words.find(OnError.class, text).isEmpty()) {
          mention(Symbol.node(text), span, ReferencePlace.ON_ERROR, value);
        }
      }
      case ENTRY_REFERENCE -> {
        // A node that runs another agent names an entry point of that one.
        if (value.context() == KeyContext.SUBSCRIPTION) {
          mention(Symbol.of(SymbolKind.ENTRY, text), span, ReferencePlace.SUBSCRIPTION, value);
        }
      }
      case NODE_REFERENCE -> mention(Symbol.node(text), span, mentionPlace(value), value);
      case STATE_REFERENCE -> mentionState(value, text, span);
      case STEP_REFERENCE ->
          mention(Symbol.step(value.owner(), text), span, ReferencePlace.NEEDS, value);
      case TOOL_NAME -> {
        mentionAgent(scalar, value);
        mention(tool(text), span, ReferencePlace.TOOL_CALL, value);
      }
      case TOOL_PATTERN -> {
        if (ToolName.isValid(text)) {
          mentionAgent(scalar, value);
          mention(tool(text), span, ReferencePlace.TOOL_PATTERN, value);
        }
      }
      case NAME -> {
        if (value.context() == KeyContext.SUBSCRIPTION) {
          declare(
              new Declaration(Symbol.of(SymbolKind.CONTEXT, text), span, value.node().span(), ""));
        }
      }
      case AGENT_REFERENCE ->
          mention(Symbol.of(SymbolKind.OTHER_AGENT, text), span, ReferencePlace.CHILD_AGENT, value);
      case AGENT_NAME ->
          declare(new Declaration(Symbol.of(SymbolKind.AGENT, text), span, span, ""));
      default -> {}
    }
  }

  /** A key that a node writes and does not set is an output of the node too. */
  private void mentionState(PlacedValue value, String text, Span span) {
    boolean isRead = value.key() != null && value.key().name().equals("reads");
    ReferencePlace place = isRead ? ReferencePlace.READS : ReferencePlace.WRITES;
    mention(Symbol.of(SymbolKind.STATE, text), span, place, value);
    Symbol output = Symbol.nodeOutput(value.owner(), text);
    if (!isRead && value.context() != KeyContext.NODE_TRANSFORM && declared.contains(output)) {
      mention(output, span, place, value);
    }
  }

  private Symbol shared(Symbol symbol) {
    Symbol known = symbols.putIfAbsent(symbol, symbol);
    return known == null ? symbol : known;
  }

  private static Symbol tool(String name) {
    return Symbol.of(SymbolKind.TOOL, name);
  }

  /** An agent that is a tool is named behind a word that says so. */
  private void mentionAgent(YamlNode.Scalar scalar, PlacedValue value) {
    String text = scalar.text();
    String name =
        text.startsWith(ToolKnowledge.AGENT_TOOL)
            ? text.substring(ToolKnowledge.AGENT_TOOL.length())
            : "";
    if (AgentName.isValid(name)) {
      Span bare = inner(scalar, ToolKnowledge.AGENT_TOOL.length());
      mention(Symbol.of(SymbolKind.OTHER_AGENT, name), bare, ReferencePlace.AGENT_TOOL, value);
    }
  }

  private void mention(Symbol symbol, Span span, ReferencePlace place, PlacedValue value) {
    references.add(Reference.here(shared(symbol), span, place, value.pointer()));
  }

  private static ReferencePlace mentionPlace(PlacedValue value) {
    if (value.context() == KeyContext.EDGE) {
      return value.pointer().endsWith(".from") ? ReferencePlace.EDGE_FROM : ReferencePlace.EDGE_TO;
    }
    return switch (value.context()) {
      case ENTRY -> ReferencePlace.ENTRY;
      case ROUTE -> ReferencePlace.ROUTE;
      default -> ReferencePlace.NEXT;
    };
  }

  private void readText(TextSite text, Scopes scopes) {
    for (var hole : text.holes()) {
      var site = new ExpressionSite(text, hole, scopes.of(text.value()));
      expressions.add(site);
      ExpressionReferences.of(site, scopes.ends(), scopes.hasOutput())
          .forEach(found -> references.add(found.to(shared(found.symbol()))));
    }
  }
}
