package fermata.definition.naming;

import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.naming.NameSites.Site;
import fermata.definition.text.LineIndex;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlProblems;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which names are the author's to choose. */
record RenameRules(ReadAgent agent, NameTies ties, NameSites sites, Set<Span> chosen) {

  static RenameRules of(ReadAgent agent) {
    Set<Span> chosen = new HashSet<>();
    agent.layout().names().forEach(name -> chosen.add(name.entry().key().span()));
    agent.index().declarations().stream()
        .filter(
            found ->
                found.symbol().kind() == SymbolKind.AGENT
                    || found.symbol().kind() == SymbolKind.CONTEXT
                    || found.symbol().kind() == SymbolKind.STEP)
        .forEach(found -> chosen.add(found.name()));
    return new RenameRules(agent, new NameTies(agent), new NameSites(agent), chosen);
  }

  /** {@return why the name of some symbols cannot be another one} */
  Optional<String> refusal(Set<Symbol> symbols) {
    if (symbols.isEmpty()) {
      return Optional.of("there is no name here");
    }
    Set<Symbol> tied = ties.closure(symbols);
    for (Symbol symbol : tied) {
      boolean mustBeDeclared = symbols.contains(symbol);
      Optional<String> reason = refusal(symbol, mustBeDeclared);
      if (reason.isPresent()) {
        return reason;
      }
    }
    String name = symbols.iterator().next().name();
    if (tied.stream().anyMatch(this::isImplied)) {
      return Optional.of("'" + name + "' is not written in this file, it holds by default");
    }
    if (isDeclaredTwice(name)) {
      return Optional.of("'" + name + "' is declared twice (expected: once)");
    }
    return sites.of(tied).stream().flatMap(site -> oddlyWritten(site, name).stream()).findFirst();
  }

  private Optional<String> refusal(Symbol symbol, boolean mustBeDeclared) {
    String what = noun(symbol);
    if (symbol.kind() == SymbolKind.TOOL) {
      return Optional.of("tool '" + symbol.name() + "' is not declared in this file");
    }
    var declarations = Renames.declarations(agent, symbol);
    boolean isInPart =
        agent.index().elsewhere().stream().anyMatch(found -> found.symbol().equals(symbol));
    if (declarations.isEmpty() && mustBeDeclared && !isInPart) {
      return Optional.of("there is no " + bare(what) + " '" + symbol.name() + "'");
    }
    if (declarations.stream().anyMatch(found -> !isChosen(found))) {
      return Optional.of("output '" + symbol.name() + "' has its name from the language");
    }
    return toolOf(symbol)
        .map(tool -> "output '%s' has its name from the tool %s".formatted(symbol.name(), tool))
        .or(() -> reserved(symbol));
  }

  private boolean isImplied(Symbol symbol) {
    return Renames.declarations(agent, symbol).stream()
        .anyMatch(found -> found.name().length() == 0);
  }

  /** Of equal keys only the first is read, and the second would become one of its own. */
  private boolean isDeclaredTwice(String name) {
    return agent.parsed().problems().stream()
        .filter(problem -> problem.code().equals(YamlProblems.DUPLICATE_KEY))
        .map(problem -> NameSites.unquoted(agent.source(), problem.span()))
        .anyMatch(span -> agent.source().slice(span).equals(name));
  }

  private boolean isChosen(Declaration declaration) {
    return chosen.contains(declaration.name());
  }

  /** {@return the tool whose result a node takes its outputs from by their names} */
  private Optional<String> toolOf(Symbol symbol) {
    AgentDefinition definition = agent.definition();
    if (symbol.kind() != SymbolKind.NODE_OUTPUT
        || definition == null
        || !NodeId.isValid(symbol.owner())) {
      return Optional.empty();
    }
    return definition.nodes().get(new NodeId(symbol.owner())) instanceof Node.Tool tool
        ? Optional.of(tool.tool().value())
        : Optional.empty();
  }

  /** {@return what the language itself says by a name} */
  static Optional<String> reserved(Symbol symbol) {
    return symbol.kind() == SymbolKind.ENTRY && symbol.name().equals(AgentDefinition.DEFAULT_ENTRY)
        ? Optional.of("entry '" + symbol.name() + "' is what runs start at that name none")
        : Optional.empty();
  }

  /** A name written with escapes has no letters that could be replaced one for one. */
  private Optional<String> oddlyWritten(Site site, String name) {
    SourceText text = sites.text(site.path());
    if (text.slice(NameSites.unquoted(text, site.span())).equals(name)) {
      return Optional.empty();
    }
    int line = LineIndex.of(text.text()).place(site.span().start()).line() + 1;
    String place = site.path().isEmpty() ? "in line " + line : "in " + site.path() + ":" + line;
    return Optional.of(
        "'%s' is written with escapes %s (expected: the name as it is)".formatted(name, place));
  }

  /** {@return what a symbol is, with an article} */
  static String noun(Symbol symbol) {
    return switch (symbol.kind()) {
      case AGENT, OTHER_AGENT -> "an agent";
      case INPUT -> "an input";
      case OUTPUT -> "an output";
      case VARIABLE -> "a variable";
      case STATE -> "a state key";
      case ENTRY -> "an entry";
      case CONTEXT -> "a context";
      case NODE -> "a node";
      case NODE_OUTPUT -> "an output of this node";
      case NODE_INPUT -> "a value that this node is given";
      case STEP -> "a step of this workflow";
      case TOOL -> "a " + TextForm.TOOL_NAME.noun();
    };
  }

  private static String bare(String noun) {
    return noun.substring(noun.indexOf(' ') + 1);
  }
}
