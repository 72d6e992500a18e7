package fermata.definition.format;

import fermata.definition.format.Token.Kind;
import fermata.definition.yaml.Comment;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens.
 *
 * <p>The tree knows where scalars, aliases and comments are; what stands between them in a text
 * without errors is indicators, anchors and tags, which their first unit tells apart.
 */
final class TokenScan {

  private final LayoutText text;
  private final List<YamlNode> leaves;
  private final List<Comment> comments;
  private final List<Token> tokens = new ArrayList<>();
  private int leafIndex;
  private int commentIndex;
  private @Nullable Token body;

  private TokenScan(LayoutText text, YamlDocument document) {
    this.text = text;
    this.leaves = leaves(document.root());
    this.comments = document.comments();
  }

  /** {@return the tokens of a text; empty where something in it is none} */
  static Optional<List<Token>> of(LayoutText text, YamlDocument document) {
    return new TokenScan(text, document).scan();
  }

  private static List<YamlNode> leaves(YamlNode root) {
    var leaves = new ArrayList<YamlNode>();
    Deque<YamlNode> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case YamlNode.Mapping mapping ->
            mapping
                .entries()
                .reversed()
                .forEach(
                    entry -> {
                      open.push(entry.value());
                      open.push(entry.key());
                    });
        case YamlNode.Sequence sequence -> sequence.items().reversed().forEach(open::push);
        case YamlNode.Scalar scalar -> leaves.add(scalar);
        case YamlNode.Alias alias -> leaves.add(alias);
        case YamlNode.Absent _ -> {}
      }
    }
    return leaves;
  }

  private Optional<List<Token>> scan() {
    int next = text.skipWhite(0);
    while (!text.isEnd(next) || body != null) {
      int end = token(next);
      if (end < 0) {
        return Optional.empty();
      }
      next = text.skipWhite(end);
    }
    return leafIndex == leaves.size() ? Optional.of(tokens) : Optional.empty();
  }

  /** Adds the token at an offset; {@return its end, or -1 where there is none} */
  private int token(int start) {
    Token lines = body;
    if (lines != null && start >= lines.start()) {
      body = null;
      return add(lines);
    }
    if (commentIndex < comments.size() && comments.get(commentIndex).span().start() == start) {
      int end = comments.get(commentIndex++).span().end();
      return add(new Token(Kind.COMMENT, start, text.trimEnd(start, end)));
    }
    if (leafIndex < leaves.size() && leaves.get(leafIndex).span().start() == start) {
      return leaf(leaves.get(leafIndex++));
    }
    return text.isLineStart(start) && isMarker(start) ? marker(start) : indicator(start);
  }

  private int add(Token token) {
    tokens.add(token);
    return token.end();
  }

  private int leaf(YamlNode leaf) {
    int start = leaf.span().start();
    if (leaf instanceof YamlNode.Alias) {
      return add(new Token(Kind.ALIAS, start, leaf.span().end()));
    }
    boolean isBlock =
        leaf instanceof YamlNode.Scalar scalar
            && (scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED);
    return isBlock
        ? blockScalar(start, leaf.span().end())
        : add(new Token(Kind.SCALAR, start, leaf.span().end()));
  }

  private int blockScalar(int start, int end) {
    int firstLine = text.nextLine(start);
    if (end > text.lineEnd(start)) {
      body = new Token(Kind.BLOCK_BODY, firstLine, end);
    }
    return add(new Token(Kind.BLOCK_HEADER, start, wordEnd(start)));
  }

  private int wordEnd(int start) {
    int end = start;
    while (!text.isSpace(end)) {
      end++;
    }
    return end;
  }

  private boolean isMarker(int start) {
    boolean isDirective = text.isAt('%', start) && leafIndex == 0;
    boolean isMark = text.startsWith("---", start) || text.startsWith("...", start);
    return isDirective || (isMark && text.isSpace(start + 3));
  }

  private int marker(int start) {
    int end = text.isAt('%', start) ? text.trimEnd(start, text.lineEnd(start)) : start + 3;
    return add(new Token(Kind.MARKER, start, end));
  }

  private int indicator(int start) {
    return switch (text.at(start)) {
      case '-' -> unit(Kind.DASH, start);
      case '?' -> unit(Kind.QUESTION, start);
      case ':' -> unit(Kind.COLON, start);
      case ',' -> unit(Kind.COMMA, start);
      case '[', '{' -> unit(Kind.OPEN, start);
      case ']', '}' -> unit(Kind.CLOSE, start);
      case '&', '!' -> add(new Token(Kind.PROPERTY, start, propertyEnd(start)));
      default -> -1;
    };
  }

  private int unit(Kind kind, int start) {
    return add(new Token(kind, start, start + 1));
  }

  private int propertyEnd(int start) {
    boolean isVerbatim = text.startsWith("!<", start);
    int end = start + 1;
    while (!text.isSpace(end) && (isVerbatim || ",[]{}".indexOf(text.at(end)) < 0)) {
      end++;
      if (isVerbatim && text.isAt('>', end - 1)) {
        break;
      }
    }
    return end;
  }
}
