package fermata.lsp.convert;

import fermata.definition.text.LineIndex;
import fermata.definition.view.Word;
import fermata.definition.view.WordKind;
import fermata.lsp.document.DocumentSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.SemanticTokenModifiers;
import org.eclipse.lsp4j.SemanticTokenTypes;
import org.eclipse.lsp4j.SemanticTokensLegend;

/**
 * Words as semantic tokens: five numbers for each, counted from the one before.
 *
 * <p>Source: LSP 3.17, Semantic Tokens.
 */
public final class TokenCodes {

  /** How many numbers a token takes. */
  public static final int TOKEN_NUMBERS = 5;

  private static final List<String> TYPES =
      List.of(
          SemanticTokenTypes.Namespace,
          SemanticTokenTypes.Class,
          SemanticTokenTypes.Parameter,
          SemanticTokenTypes.Property,
          SemanticTokenTypes.Variable,
          SemanticTokenTypes.Event,
          SemanticTokenTypes.Function,
          SemanticTokenTypes.Method,
          SemanticTokenTypes.EnumMember,
          SemanticTokenTypes.Macro,
          SemanticTokenTypes.Keyword,
          SemanticTokenTypes.Number,
          SemanticTokenTypes.String,
          SemanticTokenTypes.Operator);
  private static final List<String> MODIFIERS =
      List.of(
          SemanticTokenModifiers.Declaration,
          SemanticTokenModifiers.Readonly,
          SemanticTokenModifiers.DefaultLibrary);

  private TokenCodes() {}

  /** {@return what the numbers of types and modifiers mean} */
  public static SemanticTokensLegend legend() {
    return new SemanticTokensLegend(TYPES, MODIFIERS);
  }

  /** {@return the numbers of some words, which are in order} */
  public static List<Integer> of(DocumentSnapshot document, List<Word> words) {
    var numbers = new ArrayList<Integer>(words.size() * TOKEN_NUMBERS);
    var last = new LineIndex.Place(0, 0);
    for (Word word : words) {
      LineIndex.Place start = document.place(word.span().start());
      int length = document.place(word.span().end()).column() - start.column();
      boolean isSameLine = start.line() == last.line();
      numbers.add(start.line() - last.line());
      numbers.add(isSameLine ? start.column() - last.column() : start.column());
      numbers.add(length);
      numbers.add(TYPES.indexOf(type(word.kind())));
      numbers.add(modifiers(word));
      last = start;
    }
    return numbers;
  }

  private static String type(WordKind kind) {
    return switch (kind) {
      case AGENT -> SemanticTokenTypes.Namespace;
      case NODE -> SemanticTokenTypes.Class;
      case INPUT -> SemanticTokenTypes.Parameter;
      case OUTPUT, MEMBER -> SemanticTokenTypes.Property;
      case STATE, VARIABLE, NAME -> SemanticTokenTypes.Variable;
      case ENTRY -> SemanticTokenTypes.Event;
      case TOOL, FUNCTION -> SemanticTokenTypes.Function;
      case METHOD -> SemanticTokenTypes.Method;
      case CHOICE -> SemanticTokenTypes.EnumMember;
      case MARK -> SemanticTokenTypes.Macro;
      case KEYWORD -> SemanticTokenTypes.Keyword;
      case NUMBER -> SemanticTokenTypes.Number;
      case TEXT -> SemanticTokenTypes.String;
      case OPERATOR -> SemanticTokenTypes.Operator;
    };
  }

  private static int modifiers(Word word) {
    int bits = word.isDeclared() ? bit(SemanticTokenModifiers.Declaration) : 0;
    return switch (word.kind()) {
      case VARIABLE, INPUT -> bits | bit(SemanticTokenModifiers.Readonly);
      case NAME, FUNCTION, METHOD -> bits | bit(SemanticTokenModifiers.DefaultLibrary);
      case AGENT,
          NODE,
          OUTPUT,
          STATE,
          ENTRY,
          TOOL,
          CHOICE,
          MARK,
          MEMBER,
          KEYWORD,
          NUMBER,
          TEXT,
          OPERATOR ->
          bits;
    };
  }

  private static int bit(String modifier) {
    return 1 << MODIFIERS.indexOf(modifier);
  }
}
