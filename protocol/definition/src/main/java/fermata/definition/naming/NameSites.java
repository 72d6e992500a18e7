package fermata.definition.naming;

import fermata.definition.index.Declaration;
import fermata.definition.index.Elsewhere;
import fermata.definition.index.FileSpan;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.load.NamedFiles;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where some symbols stand in the definition and in the files that it names. */
final class NameSites {

  private static final String QUOTES = "\"'`";

  private final ReadAgent agent;
  private final NamedFiles files;

  NameSites(ReadAgent agent) {
    this.agent = agent;
    this.files = NamedFiles.of(agent);
  }

  /**
   * A place to write a name at.
   *
   * @param path of the file that has it; empty for the definition itself
   * @param span the name, with back quotes where it has them
   * @param isMember whether it follows a dot in an expression
   */
  record Site(String path, Span span, String written, boolean isMember) {}

  /** {@return the text of a path; of the empty one, and of any other, the definition itself} */
  SourceText text(String path) {
    return files.find(path).orElse(agent.source());
  }

  /** {@return the sites of some symbols, each once} */
  Set<Site> of(Set<Symbol> symbols) {
    Set<Site> sites = new LinkedHashSet<>();
    for (Declaration declaration : agent.index().declarations()) {
      if (symbols.contains(declaration.symbol())) {
        Span span = unquoted(agent.source(), declaration.name());
        sites.add(new Site("", span, agent.source().slice(span), false));
      }
    }
    for (Elsewhere found : agent.index().elsewhere()) {
      if (symbols.contains(found.symbol())) {
        SourceText text = text(found.name().path());
        Span span = unquoted(text, found.name().span());
        sites.add(new Site(found.name().path(), span, text.slice(span), false));
      }
    }
    for (Reference reference : agent.index().references()) {
      if (symbols.contains(reference.symbol())) {
        sites.add(site(reference));
      }
    }
    return sites;
  }

  private Site site(Reference reference) {
    FileSpan file = reference.file();
    String path = file == null ? "" : file.path();
    SourceText text = text(path);
    Span span = file == null ? reference.span() : file.span();
    boolean isMember =
        reference.place() == ReferencePlace.EXPRESSION && !isInQuotes(text.text(), span.start());
    return new Site(path, span, text.slice(span), isMember);
  }

  private static boolean isInQuotes(String text, int start) {
    return start > 0 && "\"'".indexOf(text.charAt(start - 1)) >= 0;
  }

  /** {@return a span without the quotes at its ends} */
  static Span unquoted(SourceText text, Span span) {
    if (span.length() < 2) {
      return span;
    }
    char first = text.text().charAt(span.start());
    boolean isQuoted = QUOTES.indexOf(first) >= 0 && text.text().charAt(span.end() - 1) == first;
    return isQuoted ? new Span(span.start() + 1, span.end() - 1) : span;
  }
}
