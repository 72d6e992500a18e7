package fermata.definition.view;

import fermata.definition.expression.ExpressionWords;
import fermata.definition.index.Declaration;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.Reference;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextPlace;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Tells what the words of a definition are: names that it declares, and parts of expressions. */
public final class Words {

  private static final String OPENING = "${{";
  private static final String CLOSING = "}}";

  private final ReadAgent agent;
  private final String text;

  /** By the start; what is added first stays. */
  private final TreeMap<Integer, Word> found = new TreeMap<>();

  private Words(ReadAgent agent) {
    this.agent = agent;
    this.text = agent.source().text();
  }

  /** {@return the words in the order of the text, none overlapping another} */
  public static List<Word> of(ReadAgent agent) {
    var words = new Words(agent);
    words.declarations();
    agent.index().references().forEach(words::reference);
    agent.layout().values().forEach(words::choice);
    agent.index().expressions().forEach(words::expression);
    return words.split();
  }

  private void add(Span span, WordKind kind, boolean isDeclared) {
    if (span.length() > 0) {
      found.putIfAbsent(span.start(), new Word(span, kind, isDeclared));
    }
  }

  /** What the form of a question declares has no name of its own in the text. */
  private void declarations() {
    Set<Span> chosen = new HashSet<>();
    agent.layout().names().forEach(name -> chosen.add(name.entry().key().span()));
    for (Declaration declaration : agent.index().declarations()) {
      SymbolKind kind = declaration.symbol().kind();
      if (kind == SymbolKind.AGENT || chosen.contains(declaration.name())) {
        add(declaration.name(), kind(kind), true);
      }
    }
  }

  private void reference(Reference reference) {
    if (reference.file() == null) {
      add(reference.span(), kind(reference.symbol().kind()), false);
    }
  }

  private static WordKind kind(SymbolKind kind) {
    return switch (kind) {
      case AGENT, OTHER_AGENT -> WordKind.AGENT;
      case INPUT, NODE_INPUT -> WordKind.INPUT;
      case OUTPUT, NODE_OUTPUT -> WordKind.OUTPUT;
      case VARIABLE, CONTEXT -> WordKind.VARIABLE;
      case STATE -> WordKind.STATE;
      case ENTRY -> WordKind.ENTRY;
      case NODE, STEP -> WordKind.NODE;
      case TOOL -> WordKind.TOOL;
    };
  }

  private void choice(PlacedValue value) {
    if (value.shape() instanceof Shape.Choice(var options)
        && value.node() instanceof YamlNode.Scalar scalar
        && options.stream().anyMatch(option -> option.word().equals(scalar.text()))) {
      add(scalar.span(), WordKind.CHOICE, false);
    }
  }

  private void expression(ExpressionSite site) {
    if (!(site.text().place() instanceof TextPlace.InDefinition)) {
      return;
    }
    Span whole = site.span();
    if (text.startsWith(OPENING, whole.start())) {
      add(new Span(whole.start(), whole.start() + OPENING.length()), WordKind.MARK, false);
    }
    for (ExpressionWords.Word word : ExpressionWords.of(site.expression().source())) {
      if (word.kind() != ExpressionWords.Kind.BRACKET) {
        add(site.span(word.span()), kind(word.kind()), false);
      }
    }
    int end = whole.end() - CLOSING.length();
    if (end > whole.start() && text.startsWith(CLOSING, end)) {
      add(new Span(end, whole.end()), WordKind.MARK, false);
    }
  }

  private static WordKind kind(ExpressionWords.Kind kind) {
    return switch (kind) {
      case NAME -> WordKind.NAME;
      case MEMBER -> WordKind.MEMBER;
      case FUNCTION -> WordKind.FUNCTION;
      case METHOD -> WordKind.METHOD;
      case KEYWORD -> WordKind.KEYWORD;
      case NUMBER -> WordKind.NUMBER;
      case TEXT -> WordKind.TEXT;
      case OPERATOR, BRACKET -> WordKind.OPERATOR;
    };
  }

  /** A name in a text in brackets, as in {@code input['topic']}, hides the text around it. */
  private List<Word> split() {
    LineIndex lines = LineIndex.of(text);
    var words = new ArrayList<Word>();
    int end = 0;
    for (Word word : found.values()) {
      Integer next = found.higherKey(word.span().start());
      int limit = next == null ? word.span().end() : Math.min(next, word.span().end());
      int start = Math.max(end, word.span().start());
      if (start < limit) {
        byLine(new Word(new Span(start, limit), word.kind(), word.isDeclared()), lines, words);
        end = limit;
      }
    }
    return words;
  }

  private void byLine(Word word, LineIndex lines, List<Word> words) {
    int last = lines.line(word.span().end());
    for (int line = lines.line(word.span().start()); line <= last; line++) {
      int start = Math.max(lines.lineSpan(line).start(), word.span().start());
      int end = Math.min(lines.lineSpan(line).end(), word.span().end());
      while (start < end && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      if (start < end) {
        words.add(new Word(new Span(start, end), word.kind(), word.isDeclared()));
      }
    }
  }
}
