package fermata.definition.naming;

import fermata.definition.index.Declaration;
import fermata.definition.index.Elsewhere;
import fermata.definition.index.Reference;
import fermata.definition.index.Symbol;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds every place that mentions what stands at an offset. Total. */
public final class Mentions {

  private static final Comparator<Mention> IN_ORDER =
      Comparator.comparingInt((Mention mention) -> mention.span().start())
          .thenComparingInt(mention -> mention.file() == null ? -1 : mention.file().span().start());

  private Mentions() {}

  /** {@return the mentions of what stands at an offset, in the order of the text, of files too} */
  public static List<Mention> at(ReadAgent agent, int offset) {
    Set<Symbol> symbols = new NameTies(agent).neighbours(NameTies.symbolsAt(agent, offset));
    var found = new ArrayList<Mention>();
    for (Declaration declaration : agent.index().declarations()) {
      if (symbols.contains(declaration.symbol())) {
        found.add(declared(agent, declaration));
      }
    }
    for (Elsewhere elsewhere : agent.index().elsewhere()) {
      if (symbols.contains(elsewhere.symbol())) {
        found.add(new Mention(elsewhere.mention(), Mention.Kind.DECLARED, elsewhere.name()));
      }
    }
    for (Reference reference : agent.index().references()) {
      if (symbols.contains(reference.symbol())) {
        found.add(mention(agent, reference));
      }
    }
    return found.stream().distinct().sorted(IN_ORDER).toList();
  }

  /** {@return the mentions in the definition itself} */
  public static List<Mention> here(ReadAgent agent, int offset) {
    return at(agent, offset).stream().filter(mention -> mention.file() == null).toList();
  }

  private static Mention declared(ReadAgent agent, Declaration declaration) {
    Span span = NameSites.unquoted(agent.source(), declaration.name());
    return new Mention(span, Mention.Kind.DECLARED, null);
  }

  private static Mention mention(ReadAgent agent, Reference reference) {
    Span span =
        reference.file() == null
            ? NameSites.unquoted(agent.source(), reference.span())
            : reference.span();
    return new Mention(span, kind(reference), reference.file());
  }

  private static Mention.Kind kind(Reference reference) {
    return switch (reference.place()) {
      case SET_TARGET, WRITES, UNANSWERED -> Mention.Kind.WRITTEN;
      case EDGE_FROM,
          EDGE_TO,
          NEXT,
          ROUTE,
          ENTRY,
          SUBSCRIPTION,
          ON_ERROR,
          EXPRESSION,
          CHILD_AGENT,
          AGENT_TOOL,
          TOOL_CALL,
          TOOL_PATTERN,
          ENTRY_INPUT,
          READS,
          NEEDS ->
          Mention.Kind.READ;
    };
  }
}
