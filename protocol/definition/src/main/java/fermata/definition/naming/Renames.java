package fermata.definition.naming;

import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.keys.TextForm;
import fermata.definition.load.ReadAgent;
import fermata.definition.naming.NameSites.Site;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Gives a name of a definition another spelling, wherever it stands: in keys, ways, entries,
 * expressions, and the files that the definition names.
 *
 * <p>Total. Refuses what the file does not declare, what the language or a tool names, a name that
 * is taken or is none, and whatever would leave an error that was not there before.
 */
public final class Renames {

  private Renames() {}

  /** {@return the word at an offset that can be renamed, or why it cannot} */
  public static Renaming prepare(ReadAgent agent, int offset) {
    Set<Symbol> symbols = NameTies.symbolsAt(agent, offset);
    Optional<String> reason = RenameRules.of(agent).refusal(symbols);
    if (reason.isPresent()) {
      return new Renaming.Refused(reason.get());
    }
    Symbol symbol = symbols.iterator().next();
    return word(agent, symbol, offset)
        .<Renaming>map(word -> new Renaming.Possible(word, symbol.name()))
        .orElseGet(() -> new Renaming.Refused("there is no name here"));
  }

  /** {@return the name alone of the site that an offset touches} */
  private static Optional<Span> word(ReadAgent agent, Symbol symbol, int offset) {
    return new NameSites(agent)
        .of(Set.of(symbol)).stream()
            .filter(site -> site.path().isEmpty())
            .map(site -> NameSites.unquoted(agent.source(), site.span()))
            .filter(span -> span.start() - 1 <= offset && offset <= span.end() + 1)
            .findFirst();
  }

  /** {@return the edits that give the name at an offset another spelling, or why there are none} */
  public static Renaming rename(ReadAgent agent, int offset, String name) {
    Renaming prepared = prepare(agent, offset);
    if (prepared instanceof Renaming.Possible(_, var old) && !old.equals(name)) {
      Set<Symbol> symbols = new NameTies(agent).closure(NameTies.symbolsAt(agent, offset));
      return rename(agent, symbols, name);
    }
    return prepared instanceof Renaming.Possible
        ? new Renaming.Edits(List.of(), new LinkedHashMap<>())
        : prepared;
  }

  private static Renaming rename(ReadAgent agent, Set<Symbol> symbols, String name) {
    for (Symbol symbol : symbols) {
      Optional<String> reason = unfit(agent, symbol, name);
      if (reason.isPresent()) {
        return new Renaming.Refused(reason.get());
      }
    }
    Renaming.Edits edits = edits(new NameSites(agent).of(symbols), name);
    return new RenameProof(agent, symbols, name)
        .refusal(edits)
        .<Renaming>map(Renaming.Refused::new)
        .orElse(edits);
  }

  private static Optional<String> unfit(ReadAgent agent, Symbol symbol, String name) {
    TextForm form = form(symbol);
    if (!form.fits(name)) {
      return Optional.of("'%s' is not %s (expected: %s)".formatted(name, form.noun(), form.rule()));
    }
    Symbol taken = new Symbol(symbol.kind(), symbol.owner(), name);
    boolean isDeclared = agent.index().findDeclaration(taken).isPresent();
    if (isDeclared || !agent.index().referencesTo(taken).isEmpty()) {
      String what = RenameRules.noun(symbol);
      return Optional.of(
          isDeclared
              ? "there is %s '%s' already".formatted(what, name)
              : "'%s' is mentioned already, as %s that is not declared".formatted(name, what));
    }
    return RenameRules.reserved(taken);
  }

  private static TextForm form(Symbol symbol) {
    return switch (symbol.kind()) {
      case NODE, ENTRY -> TextForm.NODE_ID;
      case AGENT, OTHER_AGENT -> TextForm.AGENT_NAME;
      case TOOL -> TextForm.TOOL_NAME;
      case INPUT, OUTPUT, VARIABLE, STATE, CONTEXT, NODE_OUTPUT, NODE_INPUT, STEP -> TextForm.NAME;
    };
  }

  private static Renaming.Edits edits(Set<Site> sites, String name) {
    var here = new ArrayList<TextEdit>();
    SequencedMap<String, List<TextEdit>> files = new LinkedHashMap<>();
    for (Site site : sites) {
      var edit = new TextEdit(site.span(), written(site, name));
      List<TextEdit> edits =
          site.path().isEmpty() ? here : files.computeIfAbsent(site.path(), _ -> new ArrayList<>());
      edits.add(edit);
    }
    return new Renaming.Edits(here, files);
  }

  /** Back quotes that an author wrote without need stay. */
  private static String written(Site site, String name) {
    if (!site.isMember()) {
      return name;
    }
    String old = site.written();
    boolean isQuoted = old.startsWith("`");
    String bare = isQuoted ? old.substring(1, old.length() - 1) : old;
    boolean isNeeded = ExpressionPrinter.memberName(bare).startsWith("`");
    return isQuoted && !isNeeded ? "`" + name + "`" : ExpressionPrinter.memberName(name);
  }

  /** {@return the declarations of a symbol} */
  static List<Declaration> declarations(ReadAgent agent, Symbol symbol) {
    return agent.index().declarations().stream()
        .filter(found -> found.symbol().equals(symbol))
        .toList();
  }
}
